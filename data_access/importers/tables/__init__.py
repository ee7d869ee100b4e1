"""What all layouts need of a table: headers, periods, values and signs; one row per cell."""
