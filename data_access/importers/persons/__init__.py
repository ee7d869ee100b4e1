"""Lists and mentions of persons are found and refused: the database holds counts only."""
