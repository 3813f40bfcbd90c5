"""The forms: what may be typed, and what is said where it cannot be understood."""
