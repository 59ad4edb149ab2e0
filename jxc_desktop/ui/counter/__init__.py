"""What all screens of the till share: the basket in hand and the doors to the shop."""
