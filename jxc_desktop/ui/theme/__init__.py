"""How everything looks, in one place: sizes, colours, fonts, icons and a style sheet."""
