"""Everything on screen, nothing about storage."""
