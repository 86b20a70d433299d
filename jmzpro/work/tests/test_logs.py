"""No value of a row reaches the log."""

import logging
import sys
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils.module_loading import import_string


def logged(error: Exception, cause: Exception | None = None) -> str:
    logging_settings: Any = settings.LOGGING
    line = logging_settings["formatters"]["line"]
    formatter = import_string(line["()"])(line["format"], style=line["style"])
    try:
        raise error from cause
    except Exception:
        return str(
            formatter.format(
                logging.LogRecord("a", logging.ERROR, "b", 1, "Mislukt", None, sys.exc_info())
            )
        )


def test_what_a_database_says_about_a_row_is_left_out() -> None:
    said = 'null value in column "x"\nDETAIL:  Failing row contains (1, Mijn zoon heet Piet).'
    line = logged(IntegrityError(said), ValueError("van onszelf"))
    assert "Piet" not in line
    assert "IntegrityError: [...]" in line
    assert "test_logs.py" in line
    assert "van onszelf" in line
