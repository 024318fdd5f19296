"""Qt's application for exporting without a window."""

from __future__ import annotations

import os
from functools import cache


@cache
def ensure_application() -> object:
    """Qt's application, which laying out text needs, without a screen; kept to the end.

    Does nothing where there is one, as in the window.
    """
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance()
    if running is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        running = QGuiApplication(["mirat"])
    return running
