"""Calendars that organisations keep elsewhere, read here every few hours."""
