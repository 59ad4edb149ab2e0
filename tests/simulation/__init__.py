"""Many tills and a server in one process, under all faults of the world: one seed, one run."""
