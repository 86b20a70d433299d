"""What may be said of an error: a message may quote what somebody wrote, or an address."""

import traceback
from pathlib import Path

from django.conf import settings


def without_words(error: BaseException) -> str:
    """Which error, and where."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(settings.BASE_DIR / "jmzpro")
    ]
    places = [*ours[-2:], *frames[-1:]]
    where = " < ".join(
        dict.fromkeys(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(places)
        )
    )
    return f"{type(error).__name__} at {where}"
