"""Every setting a person may change, declared once: name, type, default, description.

Kept as JSON in the data folder. A value that is missing, of the wrong type or out of range
reads as its default, so that no settings file can keep the program from starting; names
this version does not know are kept as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.files import write_atomically
from reader.paths import data_folder

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: `choices` if only these are allowed, `low` and `high` bound a number."""

    name: str
    type: type
    default: Value
    description: str
    choices: tuple[Value, ...] = ()
    low: float | None = None
    high: float | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value may stand for this setting; an int may stand for a float."""
        if self.type is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not self.type:
            return False
        if self.choices and value not in self.choices:
            return False
        if isinstance(value, int | float):
            above = self.low is None or value >= self.low  # false for NaN
            return above and (self.high is None or value <= self.high)
        return True


SETTINGS: dict[str, Setting] = {
    s.name: s
    for s in (
        # What it looks like
        Setting("theme", str, "system", "Colours of the window",
                choices=("system", "light", "dark", "sepia")),
        Setting("zoom", float, 1.0, "Size of the text, 1 is normal", low=0.5, high=3.0),
        Setting("arabic_font", str, "", "Typeface of the Arabic; empty is the one that ships"),
        Setting("english_font", str, "", "Typeface of the English; empty is the one that ships"),
        Setting("reduced_motion", bool, False, "Moves of the page happen at once"),
        Setting("show_entities", bool, True, "Persons, places and organisations are marked"),
        Setting("show_quotations", bool, True, "Quotations are shaded"),
        Setting("show_english", bool, True, "The English stands beside the Arabic"),
        Setting("show_panel", bool, True, "The panel of names and quotations is open"),
        Setting("window", str, "", "Place and size of the window when it was closed"),
        # What it works with
        Setting("package", str, "",
                "Folder of the translation package; empty is the reader's own or what ships"),
        Setting("recogniser", str, "mirat",
                "What finds the names: mirat, or camel:FOLDER for a CAMeL Tools model"),
        Setting("threads", int, 0, "Processor threads for translating, 0 to choose by itself",
                low=0, high=256),
        Setting("remember", bool, True, "Articles read, their place and translation are kept"),
        # What it writes
        Setting("export_folder", str, "", "Folder of the last export"),
        Setting("export_format", str, "pdf", "Format of the last export"),
        Setting("export_options", str, "", "Choices of the last export, as JSON"),
    )
}  # fmt: skip


def load(path: Path | None = None) -> dict[str, Any]:
    """All settings with their values, from the data folder or from `path`. Never raises."""
    values: dict[str, Any] = {}
    try:
        stored = json.loads((path or _file()).read_text("utf-8"))
        values = dict(stored) if isinstance(stored, dict) else {}
    except (OSError, ReaderError, ValueError, RecursionError):
        values = {}
    for name, setting in SETTINGS.items():
        value = values.get(name, setting.default)
        value = value if setting.accepts(value) else setting.default
        values[name] = setting.type(value)
    return values


def save(values: Mapping[str, Any], path: Path | None = None) -> None:
    """Writes settings, atomically. Raises ValueError for a value its setting does not accept,
    ReaderError where the file cannot be written."""
    for name, value in values.items():
        if name in SETTINGS and not SETTINGS[name].accepts(value):
            raise ValueError(f"setting {name} cannot be {value!r}")
    content = json.dumps(dict(values), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(path or _file(), content.encode("utf-8"))


def change(**changes: Value) -> dict[str, Any]:
    """Loads the settings, changes some, saves and returns them all."""
    values = {**load(), **changes}
    save(values)
    return values


def _file() -> Path:
    return data_folder() / "settings.json"
