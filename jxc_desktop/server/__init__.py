"""The central server: inbox, streams and exceptions of every company, and its HTTP door."""
