"""What a person may choose about an export; every format takes what concerns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ExportOptions:
    """`margin` in millimetres, `font_size` in points of the English text."""

    layout: Literal["columns", "interlinear"] = "columns"
    page: Literal["A4", "Letter"] = "A4"
    orientation: Literal["portrait", "landscape"] = "portrait"
    margin: float = 18.0
    font_size: float = 9.5
    entities: bool = True
    quotations: bool = True
    index: bool = True
    notes: bool = True
