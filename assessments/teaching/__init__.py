"""Five closed cases to practise on: what was found, what a board decided and why. No record of anybody."""
