"""What the rules that hold come to: the advice, whether open answers could change it, and its hours."""
