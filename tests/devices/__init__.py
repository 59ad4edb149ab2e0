"""Printers and scanners, tried on bytes and on devices that are simulated."""
