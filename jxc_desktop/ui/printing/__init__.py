"""The print queue: what is owed on paper, and what a person has to decide."""
