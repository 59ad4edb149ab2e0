"""Power loss for real: a disk that forgets or tears what nobody synced, under the real database."""
