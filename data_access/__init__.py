"""Storage and truth: database, figures, reference data. Knows nothing of screens."""
