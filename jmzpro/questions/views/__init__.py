"""Durf te Vragen's pages."""
