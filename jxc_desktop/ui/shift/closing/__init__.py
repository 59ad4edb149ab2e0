"""Handing over: the drawer counted, the other methods compared, the difference named."""
