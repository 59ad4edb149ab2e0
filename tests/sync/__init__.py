"""The wire: packing, codes, the client."""
