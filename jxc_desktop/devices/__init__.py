"""Printers, drawers and scanners: promises, drivers and simulators."""
