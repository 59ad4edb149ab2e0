"""Devices that are not there: for tests, the demo and training."""
