"""From a file of an office to figures in the database: whole or not at all."""
