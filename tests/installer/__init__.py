"""What makes and checks the program: the entry, the environment, the catalogues."""
