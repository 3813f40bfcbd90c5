"""The parts of a report, each from what the evaluation says to the words that are read."""
