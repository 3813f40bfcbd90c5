"""The document of answers: reading what is typed, saying it in words, what is answered and what is next."""
