"""A real translation model for the tests: the one that ships, else the draft in ../shared."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reader.paths import resources
from reader.translation.packages import Package, load
from reader.translation.translator import Translator

from ..conftest import SHARED

DRAFT = SHARED / "models" / "translate-ar_en-draft.argosmodel"


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked folder of an Argos package."""
    shipped = sorted((resources() / "models").glob("translate-ar_en-*/metadata.json"))
    if shipped:
        return shipped[-1].parent
    if not DRAFT.is_file():
        pytest.skip("no translation model: none ships and ../shared is not here")
    folder = tmp_path_factory.mktemp("model")
    with zipfile.ZipFile(DRAFT) as archive:
        archive.extractall(folder)
    return next(folder.glob("*/metadata.json")).parent


@pytest.fixture(scope="session")
def package(model_folder: Path) -> Package:
    return load(model_folder, "shipped")


@pytest.fixture(scope="session")
def translator(package: Package) -> Translator:
    return Translator(package, threads=1)


@pytest.fixture
def package_file(model_folder: Path, tmp_path: Path) -> Path:
    """The model as an `.argosmodel` file."""
    file = tmp_path / "ar_en.argosmodel"
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(model_folder.rglob("*")):
            if path.is_file():
                archive.write(path, Path("translate-ar_en-9_0") / path.relative_to(model_folder))
    return file
