"""Takes the README's picture: `python packaging/screenshot.py`, with or without a display.

The sample article, read by the engines that ship, at a paragraph in its middle.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["MIRAT_DATA"] = tempfile.mkdtemp(prefix="mirat-screenshot-")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reader.ui import theme
from reader.ui.window import Window

TARGET = Path(__file__).parent / "screenshot.png"


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    app = QApplication(sys.argv[:1])
    theme.load_fonts()
    window = Window()
    window.resize(1280, 800)
    window.show()
    done = QEventLoop()
    window.engine.finished.connect(done.quit)
    window.open_sample()
    done.exec()
    window.page.animated = False
    window.page.go_to(1)
    window.page.step_entity(1)
    wait(600)
    window.grab().save(str(TARGET))
    window.close()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
