"""Where the program's own files are, and where the reader's are."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from reader.errors import ReaderError

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of fonts, icons, models, gazetteer and samples that ship with the program."""
    installed = _PACKAGE / "resources"  # where a built wheel puts it
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def data_folder() -> Path:
    """The folder of this reader's own data, made where it is missing.

    `$MIRAT_DATA` names another one. Raises ReaderError where it cannot be made.
    """
    named = os.environ.get("MIRAT_DATA")
    folder = Path(named) if named else user_data_path("mirat", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(
            f"Mirat cannot keep its data in {folder} ({error.strerror}); "
            "set MIRAT_DATA to a folder it may write to."
        ) from error
    return folder
