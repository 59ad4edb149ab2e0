"""What released versions wrote: kept for ever, and read by every version after them."""
