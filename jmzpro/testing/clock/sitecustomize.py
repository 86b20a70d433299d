"""Moves the clock of every Python that starts with this folder on its path: the suite's own day.

`TEST_DAY=2028-02-29T09:00 PYTHONPATH=jmzpro/testing/clock …` (bench/soak/days.py does it). Only
the calendar's clock moves and it runs on from there; waits, sleeps and timeouts keep the time of
the machine, which is where libfaketime goes wrong. `TEST_DAY_BEGAN`, the machine's own seconds at
which it was that day, keeps the clocks of processes that start one after another the same.
"""

import os

day = os.environ.get("TEST_DAY")
if day:
    import datetime
    import time
    import zoneinfo

    import time_machine

    here = datetime.datetime.fromisoformat(day).replace(
        tzinfo=zoneinfo.ZoneInfo("Europe/Amsterdam")
    )
    since = time.time() - float(os.environ.get("TEST_DAY_BEGAN", time.time()))
    moved = here.astimezone(datetime.UTC) + datetime.timedelta(seconds=since)
    time_machine.travel(moved, tick=True).start()
