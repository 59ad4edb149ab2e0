"""Taking the money, in one way or several, or giving it back."""
