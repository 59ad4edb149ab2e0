"""The questions of the till: each a sheet that closes only on an answer that holds."""
