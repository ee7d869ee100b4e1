"""From the cells of a table to figures: areas, meanings, periods, and what is wrong."""
