"""Search over every part that registers with it: `find` for a query, `find_like` for a text."""

from jmzpro.search.query import Result, Results, find, find_like

__all__ = ["Result", "Results", "find", "find_like"]
