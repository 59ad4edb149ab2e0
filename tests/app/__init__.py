"""The program put together: opening a shop, and the jobs of the command line."""
