"""Closing the business date (日结): its Z report, the closed days, and those forgotten."""
