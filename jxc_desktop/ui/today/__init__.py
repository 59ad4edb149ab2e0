"""The owner's home: today at a glance."""
