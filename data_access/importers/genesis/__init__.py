"""What the layouts of GENESIS databases share: Regionaldatenbank, GENESIS-Online, Zensus."""
