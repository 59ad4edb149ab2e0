"""What people see: the language, the theme and the doors between threads."""
