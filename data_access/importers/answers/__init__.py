"""What the office says of names and tables: asked for, kept, and what readers see by it."""
