"""Speed claims as scripts: each prints its figures beside a limit or a peer in the same run."""
