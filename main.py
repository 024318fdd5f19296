"""Starts Mirat: a window, or with --export no window."""

import sys

from reader.cli import main

if __name__ == "__main__":
    sys.exit(main())
