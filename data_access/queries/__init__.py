"""All SQL for reading, one file per subject. Every query names its county."""
