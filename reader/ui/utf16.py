"""Between code points, in which spans count, and UTF-16 units, in which Qt counts."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Utf16:
    """The two ways of counting one text; both are the same where no character is beyond U+FFFF."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._starts: list[int] | None = None
        if any(char > "\uffff" for char in text):
            self._starts = [0, *accumulate(1 + (char > "\uffff") for char in text)]

    def units(self, index: int) -> int:
        """The UTF-16 offset of code point `index`, which may be the text's length."""
        return index if self._starts is None else self._starts[index]

    def code_points(self, offset: int) -> int:
        """The code point at UTF-16 `offset`; within a surrogate pair, the pair's own."""
        if self._starts is None:
            return min(offset, self.length)
        return min(bisect_right(self._starts, offset) - 1, self.length)
