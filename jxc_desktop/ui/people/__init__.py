"""The people of the shop, their roles and what each role may do."""
