"""The one window: rail, bars, the workplace that is open, and whatever lies over it."""
