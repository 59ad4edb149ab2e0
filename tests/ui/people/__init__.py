"""Tests of people and roles."""
