"""Keeping an organisation's own data right: one page for its contact, asked about once a year."""
