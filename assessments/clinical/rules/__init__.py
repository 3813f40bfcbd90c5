"""The rules, each a row: condition, outcome, sentence, sources, standing."""
