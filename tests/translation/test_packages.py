"""Argos packages are found, listed and removed, whatever lies in their folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.translation import packages

META = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "ar",
    "from_name": "Arabic",
    "to_code": "en",
    "to_name": "English",
}


def make(folder: Path, **meta: object) -> Path:
    """A folder in the form of a package; what it holds is never loaded here."""
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"")
    (folder / "sentencepiece.model").write_bytes(b"")
    (folder / "metadata.json").write_text(json.dumps({**META, **meta}))
    return folder


@pytest.fixture
def argos_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from argostranslate import package

    folder = tmp_path / "argos"
    folder.mkdir()
    monkeypatch.setattr(package.settings, "package_dirs", [folder])
    return folder


@pytest.fixture
def shipped_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "resources" / "models"
    folder.mkdir(parents=True)
    monkeypatch.setattr(packages, "resources", lambda: folder.parent)
    return folder


def test_the_readers_own_comes_before_argoss_and_the_shipped_one(
    argos_folder: Path, shipped_folder: Path
) -> None:
    make(shipped_folder / "translate-ar_en-mirat", package_version="9")
    assert packages.default_package().origin == "shipped"
    make(argos_folder / "translate-ar_en-1_0")
    assert packages.default_package().origin == "argos"
    own = make(packages.own_folder() / "translate-ar_en-1_0")
    assert packages.default_package().path == own
    assert [p.origin for p in packages.installed()] == ["own", "argos", "shipped"]


def test_of_several_the_newest_comes_first(argos_folder: Path, shipped_folder: Path) -> None:
    for version in ("1.9", "1.10", "1.2-beta"):
        make(packages.own_folder() / version, package_version=version)
    assert [p.version for p in packages.installed()] == ["1.10", "1.9", "1.2-beta"]


def test_a_chosen_one_wins(argos_folder: Path, shipped_folder: Path) -> None:
    make(packages.own_folder() / "a")
    chosen = make(argos_folder / "b")
    assert packages.default_package(str(chosen)).path == chosen
    assert packages.default_package("gone").origin == "own"


def test_what_is_no_package_is_passed_over(argos_folder: Path, shipped_folder: Path) -> None:
    """Argos's own `get_installed_packages` raises on the first of these."""
    own = packages.own_folder()
    (own / "empty").mkdir()
    (own / "file").write_text("")
    make(own / "en_ar", from_code="en", to_code="ar")
    make(own / ".incoming-1")
    for name, content in (("a", "{"), ("b", "[1]"), ("c", "null"), ("d", "\ud800")):
        (make(own / name) / "metadata.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    (make(own / "no_model") / "model" / "model.bin").unlink()
    (make(own / "no_tokenizer") / "sentencepiece.model").unlink()
    assert packages.installed() == []
    with pytest.raises(ReaderError, match="install one from a file"):
        packages.default_package()


def test_names_for_the_person(tmp_path: Path) -> None:
    assert packages.load(make(tmp_path / "translate-ar_en-1_0"), "own").label == "argos ar→en 1.0"
    shipped = packages.load(make(tmp_path / "translate-ar_en-mirat"), "shipped")
    assert shipped.label == "mirat 1.0"


def test_another_language_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="from “de” to “en”"):
        packages.load(make(tmp_path / "x", from_code="de"), "own")


def test_how_a_package_wants_to_be_decoded(tmp_path: Path) -> None:
    plain = packages.load(make(tmp_path / "plain"), "own")
    assert plain.decoding == packages.Decoding()
    said = {"beam_size": 2, "length_penalty": 1, "no_repeat_ngram_size": 4, "other": 1}
    ours = packages.load(make(tmp_path / "ours", mirat={"decoding": said}), "own")
    assert ours.decoding == packages.Decoding(2, 1.0, 1.0, 4)
    odd = {"beam_size": 10**9, "length_penalty": "x", "no_repeat_ngram_size": float("nan")}
    assert packages.load(make(tmp_path / "odd", mirat={"decoding": odd}), "own").decoding == (
        packages.Decoding()
    )
    assert packages.load(make(tmp_path / "odder", mirat=[1]), "own").decoding.beam_size == 4


def test_ours_say_that_their_marks_stand_apart(tmp_path: Path) -> None:
    said = {"ours": {"spaced_marks": True}, "odd": {"spaced_marks": "yes"}, "plain": {}}
    found = {
        name: packages.load(make(tmp_path / name, mirat=meta), "own").spaced_marks
        for name, meta in said.items()
    }
    assert found == {"ours": True, "odd": False, "plain": False}


def test_removing(argos_folder: Path, shipped_folder: Path) -> None:
    make(packages.own_folder() / "a")
    make(shipped_folder / "b")
    own, shipped = packages.installed()
    packages.remove(own)
    assert packages.installed() == [shipped]
    assert list(packages.own_folder().iterdir()) == []
    with pytest.raises(ReaderError, match="came with the program"):
        packages.remove(shipped)
    with pytest.raises(ReaderError, match="could not be removed"):
        packages.remove(own)


def test_neither_torch_nor_argos_translate_is_loaded(model_folder: Path) -> None:
    """Finding a package, loading it and translating, in a process of its own."""
    code = (
        "import sys; from reader.translation import packages, translator\n"
        "from pathlib import Path\n"
        f"package = packages.load(Path({str(model_folder)!r}), 'shipped')\n"
        "packages.installed()\n"
        "print(translator.Translator(package).translate(['نعم.'])[0].english, file=sys.stderr)\n"
        "heavy = ('torch', 'stanza', 'spacy', 'onnxruntime', 'argostranslate.translate')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are POSIX's")
def test_a_home_folder_that_is_read_only(model_folder: Path, tmp_path: Path) -> None:
    """Argos's settings make folders in the home folder as they are imported."""
    home = tmp_path / "home"
    home.write_text("no folder can be made in a file, not even by root")
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    code = (
        "from reader.translation import packages; from pathlib import Path\n"
        f"print(packages.load(Path({str(model_folder)!r}), 'own').origin, packages.installed()[:0])"
    )
    env = {**os.environ, **dict.fromkeys(names, str(home / "x")), "MIRAT_DATA": str(tmp_path / "d")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "own []"


def test_the_readers_own_are_in_the_data_folder(data_folder: Path) -> None:
    assert packages.own_folder() == data_folder / "packages"
    assert packages.own_folder().is_dir()
