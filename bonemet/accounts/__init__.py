"""Accounts: passwords, second factor, sessions, language."""
