"""What all tests share: a data folder of their own, no network, and the way to ../shared."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from reader.translation.packages import Package
    from reader.translation.translator import Translator

# Before Qt is imported anywhere. A person who wants to see the windows sets it otherwise.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the project; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample article that ships."""
    return ROOT / "resources" / "samples" / "haftar-arms.ar.txt"


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real translation package, unpacked: the one that ships, else the draft in ../shared."""
    shipped = sorted((ROOT / "resources" / "models").glob("translate-ar_en-*/metadata.json"))
    if shipped:
        return shipped[-1].parent
    draft = SHARED / "models" / "translate-ar_en-draft.argosmodel"
    if not draft.is_file():
        pytest.skip("no translation model: none ships and ../shared is not here")
    folder = tmp_path_factory.mktemp("model")
    with zipfile.ZipFile(draft) as archive:
        archive.extractall(folder)
    return next(folder.glob("*/metadata.json")).parent


@pytest.fixture(scope="session")
def package(model_folder: Path) -> Package:
    from reader.translation.packages import load

    return load(model_folder, "shipped")


@pytest.fixture(scope="session")
def translator(package: Package) -> Translator:
    from reader.translation.translator import Translator

    return Translator(package, threads=1)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder for each test: none sees the reader's own, nor another test's."""
    folder = tmp_path / "mirat-data"
    monkeypatch.setenv("MIRAT_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that reaches for the network: nothing may, unless the reader asked."""
    attempts = []
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            attempts.append(address)
            raise OSError(f"a test reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    assert not attempts, f"reached for the network: {attempts}"
