"""Server and tills as real processes over a bad network."""
