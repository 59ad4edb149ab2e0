"""The shift at the till: opening it, cash in and out, a look in between, handing over."""
