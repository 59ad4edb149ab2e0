"""Baskets put aside: holding, and taking up again (挂单/取单)."""
