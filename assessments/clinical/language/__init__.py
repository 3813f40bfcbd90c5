"""The words that the knowledge is written in: conditions, questions, facts."""
