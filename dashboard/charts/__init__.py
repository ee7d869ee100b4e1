"""Charts as pure functions: typed series and a spec in, ``Chart`` out."""
