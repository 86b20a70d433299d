"""Accounts: logging in, second factors, sessions, and being forgotten."""
