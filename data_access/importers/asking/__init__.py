"""What the office is asked of a table that nobody has described, with a proposed answer."""
