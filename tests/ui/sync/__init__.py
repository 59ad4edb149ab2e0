"""Tests of the screen of the tie to the server."""
