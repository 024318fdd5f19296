"""How soon the window is there, and how long it ever keeps a person waiting.

Prints: the time from process start to first paint, beside that of a bare QMainWindow in the
same run; and the longest stall of the event loop while an article of 500 paragraphs is
opened, translated and scrolled through. Run: python -m tests.benchmarks.bench_window
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
PARAGRAPHS = 500
LIMIT_MS = 50

_PAINTED = """
import os, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (print(time.time() - float(os.environ["BEGAN"]),
                                               time.process_time(), flush=True), os._exit(0)))
        return False
"""

BARE = (
    _PAINTED
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
"""
)

OURS = (
    _PAINTED
    + """
from PySide6.QtWidgets import QApplication
from reader.ui import theme
from reader.ui.window import Window
app = QApplication([])
theme.load_fonts()
window = Window()
watch = Watch()
window.welcome.installEventFilter(watch)
window.show()
app.exec()
"""
)


def first_paint(code: str) -> tuple[float, float]:
    """Median seconds from the process's start to its first paint: by the clock, of work."""
    times = []
    for _ in range(RUNS):
        environment = {**os.environ, "BEGAN": repr(time.time())}
        out = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True
        )
        times.append([float(part) for part in out.stdout.split()])
    clock, work = zip(*times, strict=True)
    return statistics.median(clock), statistics.median(work)


def stalls() -> tuple[dict[str, tuple[float, float]], str]:
    """The longest time in milliseconds, by phase, in which the event loop did not turn: by the
    clock, and of the thread's own processor time, which a busy machine does not lengthen."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from reader import formats
    from reader.paths import resources
    from reader.ui import theme
    from reader.ui.window import Window

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.load_fonts()
    window = Window()
    window.show()
    longest: dict[str, tuple[float, float]] = {}
    phase = "starting"
    last = (time.perf_counter(), time.thread_time())

    def beat() -> None:
        nonlocal last
        now = (time.perf_counter(), time.thread_time())
        wall, cpu = longest.get(phase, (0.0, 0.0))
        longest[phase] = (
            max(wall, (now[0] - last[0]) * 1000),
            max(cpu, (now[1] - last[1]) * 1000),
        )
        last = now

    heart = QTimer(interval=0)
    heart.timeout.connect(beat)
    heart.start()

    def wait(seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    wait(0.5)
    sample = (resources() / "samples" / "haftar-arms.ar.txt").read_text("utf-8")
    one = [p.arabic for p in formats.read_pasted(sample).paragraphs]
    text = "\n\n".join(one[i % len(one)] for i in range(PARAGRAPHS))
    article = formats.read_pasted(text)
    phase, last = "opening", (time.perf_counter(), time.thread_time())
    window.show_article(article)
    wait(3)
    phase = "translating"
    wait(15)
    phase = "scrolling"
    bar = window.page.verticalScrollBar()
    for step in range(100):
        bar.setValue(round(bar.maximum() * step / 100))
        wait(0.01)
    for _ in range(20):
        bar.setValue(bar.value() - 120)
        wait(0.01)
    phase = "walking"
    for _ in range(30):
        window.page.step_paragraph(-1)
        wait(0.02)
    done = sum(read.translated for read in window.reading.paragraphs)
    heart.stop()
    window.close()
    return longest, f"{len(article.paragraphs)} paragraphs, {done} translated by then"


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["MIRAT_DATA"] = tempfile.mkdtemp(prefix="mirat-bench-")
    bare, ours = first_paint(BARE), first_paint(OURS)
    for number, name in enumerate(("by the clock", "of work")):
        print(
            f"first paint, {name}: bare QMainWindow {bare[number] * 1000:.0f} ms, "
            f"Mirat {ours[number] * 1000:.0f} ms, ratio {ours[number] / bare[number]:.2f}"
        )
    longest, what = stalls()
    print(f"longest stall of the event loop ({what}), the aim is {LIMIT_MS} ms:")
    for phase, (wall, cpu) in longest.items():
        print(f"  {phase:<12} {wall:6.1f} ms by the clock, {cpu:6.1f} ms of the thread's work")


if __name__ == "__main__":
    main()
