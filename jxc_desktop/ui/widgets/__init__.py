"""The kit: small, typed pieces that screens are put together from."""
