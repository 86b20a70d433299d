"""Texts that may point at one person, held for a moderator before any mail leaves:
docs/decisions/0062.
"""
