"""Settings: what the shop decided, its ways to pay, and this machine's devices."""
