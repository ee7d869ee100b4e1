"""The report of a file in German, and the copy of it in which the problems are marked."""
