"""The migrations of the database, one a file."""
