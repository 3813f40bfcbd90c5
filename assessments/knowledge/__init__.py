"""The knowledge as it is shown: entries in the reader's language, found by words, with their cases."""
