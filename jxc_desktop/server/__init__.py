"""The central server: inbox, streams and exceptions of every tenant, and its door to the network."""
