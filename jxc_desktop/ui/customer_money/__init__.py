"""Taking a customer's money without a sale: a deposit for later, or what is owed."""
