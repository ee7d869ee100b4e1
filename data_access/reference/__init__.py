"""Reference data: shared groups, statistics and sources, and one pack per county."""
