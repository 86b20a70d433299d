"""Answers: given on the page or by mail, and what readers say about them."""
