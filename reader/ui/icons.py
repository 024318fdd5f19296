"""The icons: Lucide's SVGs from resources/icons, drawn in the theme's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.paths import resources

_SIZE = 20  # what a toolbar shows; the doubled one is for screens of twice the density


@lru_cache(maxsize=256)
def icon(name: str, color: str, disabled: str) -> QIcon:
    """The icon of a name in a colour (as #RRGGBB), and greyed in another."""
    svg = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    out = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        for scale in (1, 2):
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
