"""The HTTP door, knocked at over real TLS."""
