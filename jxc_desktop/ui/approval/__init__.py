"""Approving in place: somebody who may says yes at the cashier's till."""
