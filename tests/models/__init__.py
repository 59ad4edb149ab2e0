"""The tables: whole numbers only, and what is put in comes out."""
