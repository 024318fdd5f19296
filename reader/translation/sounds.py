"""Whether an English name sounds like an Arabic one: their consonants compared."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from reader.arabic.normalise import key

# Sounds that transliterations mix up are made one; vowels, و and ي are left out.
_ARABIC = {
    **dict.fromkeys("اأإآىئءؤعويةه", ""),
    **dict(zip("بتثجحخدذرزسشصضطظغفقكلمن", "bttjhkddrzsssdtzkfkklmn", strict=True)),
    "ه": "h", "پ": "b", "چ": "s", "ڤ": "f", "گ": "k",
}  # fmt: skip
_LATIN = {"p": "b", "v": "f", "q": "k", "c": "k", "g": "k", "x": "ks"}
_DIGRAPHS = {"tch": "s", "sh": "s", "ch": "s", "th": "t", "dh": "d", "kh": "k", "gh": "k",
             "ph": "f", "ck": "k", "ts": "s", "dj": "j"}  # fmt: skip
_PLAIN = "bdfhjklmnrstz"


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """The consonants of an Arabic or Latin name, without articles and doubled letters."""
    text = " ".join(w.removeprefix("ال") if len(w) > 4 else w for w in key(name).split())
    text = re.sub(r"\b[ae]l[- ]", "", text)
    text = re.sub("c(?=[eiy])", "s", text)
    for written, sound in _DIGRAPHS.items():
        text = text.replace(written, sound)
    sounds = (_ARABIC.get(c, _LATIN.get(c, c if c in _PLAIN else "")) for c in text)
    return re.sub(r"(.)\1+", r"\1", "".join(sounds))


@lru_cache(maxsize=8192)
def likeness(a: str, b: str) -> float:
    """How alike two names sound, 0 to 1; 0 where one has fewer than two consonants."""
    one, other = skeleton(a), skeleton(b)
    if min(len(one), len(other)) < 2:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
