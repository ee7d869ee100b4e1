"""From an upload's bytes to sheets as grids and texts as lines, within limits, or a refusal."""
