"""A file held against what is known: what it changes, what it lacks, what looks wrong by it."""
