"""How far the clocks of machines that share a database may differ.

What lies further ahead than can have been asked for was written by a clock that was wrong and has
been set right since.
"""

from datetime import timedelta

CLOCKS_APART = timedelta(minutes=5)
