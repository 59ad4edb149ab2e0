"""Safety: backups, proof of the book, the recovery code and what waits for a person."""
