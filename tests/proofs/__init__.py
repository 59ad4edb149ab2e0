"""Proofs of the whole: bad disks, bad databases and bad input lose nothing and are told plainly."""
