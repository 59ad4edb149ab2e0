"""What can happen in a shop, spelled and read back."""
