"""Help inside the program, in both languages."""
