"""What makes, checks and ships the program: environment, catalogues, house checks."""
