"""The one error that is for the person: what it says is shown to them as it is."""

from __future__ import annotations


class ReaderError(Exception):
    """An expected failure: its text is one clear sentence saying what is wrong and what to do."""


class Cancelled(Exception):
    """The person stopped what was going on; nothing is wrong and nothing was changed."""
