"""From answers to advice: weighing what holds, what is still open, what to ask next, and what if."""
