"""What the screens of the back office share: how they speak, and how they are laid out."""
