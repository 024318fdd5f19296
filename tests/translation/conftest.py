"""A package as a file, for the tests of installing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest


@pytest.fixture
def package_file(model_folder: Path, tmp_path: Path) -> Path:
    """The model as an `.argosmodel` file."""
    file = tmp_path / "ar_en.argosmodel"
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(model_folder.rglob("*")):
            if path.is_file():
                archive.write(path, Path("translate-ar_en-9_0") / path.relative_to(model_folder))
    return file
