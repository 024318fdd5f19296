"""The icons: Lucide's SVGs from resources/icons, drawn in the theme's colours."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.paths import resources

_SIZE = 20  # pixels, of what a toolbar shows


@lru_cache(maxsize=256)
def icon(name: str, color: str, disabled: str) -> QIcon:
    """The icon of a name in a colour (as #RRGGBB), and greyed in another."""
    svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    out = QIcon()
    scale = ceil(QGuiApplication.primaryScreen().devicePixelRatio())
    for mode, tint in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        out.addPixmap(_drawn(svg, tint, scale), mode)
    return out


def _drawn(svg: str, color: str, scale: int) -> QPixmap:
    ink = QColor(color).name()
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", ink).encode()))
    pixmap = QPixmap(_SIZE * scale, _SIZE * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, _SIZE * scale, _SIZE * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
