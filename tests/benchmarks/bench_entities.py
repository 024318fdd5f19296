"""Finding names: tokens a second beside merely cutting the text into words.

python -m tests.benchmarks.bench_entities
"""

from __future__ import annotations

import time
from collections.abc import Callable

from camel_tools.tokenizers.word import simple_word_tokenize

from reader.arabic.entities import load_recogniser
from reader.arabic.segment import words
from reader.formats import read
from reader.paths import resources


def timed(work: Callable[[], object]) -> float:
    """Processor seconds, the best of five."""
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    """Prints the table."""
    article = read(resources() / "samples" / "haftar-arms.ar.txt")
    texts = [p.arabic for p in article.paragraphs] * 10
    count = sum(len(words(t)) for t in texts)
    recogniser = load_recogniser()
    base = timed(lambda: [simple_word_tokenize(t) for t in texts])
    rows = [
        ("camel-tools, cutting into words", base),
        ("cutting into words", timed(lambda: [words(t) for t in texts])),
        (recogniser.name, timed(lambda: recogniser.entities(texts))),
    ]
    print(f"{'':34}{'tokens/s':>10}{'ratio':>8}")
    for name, seconds in rows:
        print(f"{name:34}{count / seconds:10.0f}{seconds / base:8.2f}")


if __name__ == "__main__":
    main()
