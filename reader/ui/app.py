"""Starts the window: at once, with the engine loading beside it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reader import __version__
from reader.paths import resources
from reader.ui import theme
from reader.ui.window import Window


def run(argv: Sequence[str]) -> int:
    """Opens the window with the files named, first one shown; returns the exit status."""
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    app.setApplicationName("Mirat")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("mirat")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "mirat.svg")))
    theme.load_fonts()
    window = Window()
    window.show()
    if argv:
        QTimer.singleShot(0, window, lambda: window.open_path(Path(argv[0])))
    return app.exec()
