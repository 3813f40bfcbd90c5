"""How dates are written in each language, where it is not as Django has it."""
