"""The personal-data guard: it warns of what points at one person, and refuses a citizen service
number (BSN).

It never promises that a text is anonymous. Each rule is one pattern that reads the text once (no
nested repetition), so that 20,000 characters take milliseconds. `inspect` keeps nothing and logs
nothing.
"""

from jmzpro.text.guard.danger import has_acute_danger
from jmzpro.text.guard.report import Finding, Report, called, inspect
from jmzpro.text.guard.spans import Kind

__all__ = ["Finding", "Kind", "Report", "called", "has_acute_danger", "inspect"]
