#!/usr/bin/env python3
"""Django's commands for this project (`python manage.py help` lists them), and `run`, which
starts the site.
"""

import atexit
import gc
import os
import sys

if __name__ == "__main__":
    atexit.register(
        gc.freeze
    )  # what ends with the process need not be looked through for rubbish first
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmzpro.settings")
    if sys.argv[1:2] == ["run"]:
        from jmzpro.work.start import main

        sys.exit(main(sys.argv[2:]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
