"""The counter: what is sold, at what price, to whom."""
