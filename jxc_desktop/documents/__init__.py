"""What can happen in a shop: one frozen, versioned struct per kind, with canonical bytes."""
