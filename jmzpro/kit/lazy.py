"""What takes long to read in is read in at its first use, so that every process and every command
starts soon.

`testing/tests/test_guard_start.py` names the packages that starting up must not read in.
"""

import re
from importlib import import_module
from types import ModuleType
from typing import Any, cast

from django.utils.functional import SimpleLazyObject


class LazyModule(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        module = import_module(self.__name__)
        self.__dict__.update(module.__dict__)  # what is asked for next is found here at once
        return getattr(module, name)


def lazy_module(name: str) -> Any:
    """To stand in the `else` of an `if TYPE_CHECKING: import …`, so that the types are known all
    the same.
    """
    return LazyModule(name)


def lazy_pattern(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """`re.compile` at first use, for a pattern that takes milliseconds to compile."""
    return cast("re.Pattern[str]", SimpleLazyObject(lambda: re.compile(pattern, flags)))
