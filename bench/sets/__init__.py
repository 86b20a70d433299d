"""The sets of queries that search is measured on, and how they are made."""
