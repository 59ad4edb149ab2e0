"""Many tills and a server in one process, under every fault that the world has: one seed, one run."""
