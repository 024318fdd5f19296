"""Packages are installed from files that may come from anywhere."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.translation import install as installing
from reader.translation import packages
from reader.translation.install import install

META = json.dumps({"from_code": "ar", "to_code": "en", "package_version": "1.0"})
FILES = {
    "x/metadata.json": META,
    "x/sentencepiece.model": "not a model",
    "x/model/model.bin": "not a model",
}


def archive(tmp_path: Path, files: dict[str, str]) -> Path:
    file = tmp_path / "package.argosmodel"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return file


def nothing_was_installed() -> bool:
    return list(packages.own_folder().iterdir()) == []


def test_a_whole_package_is_installed_and_found(package_file: Path) -> None:
    told: list[float] = []
    package = install(package_file, told.append)
    assert packages.default_package() == package
    assert package.origin == "own"
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert [p.name for p in packages.own_folder().iterdir()] == [package.path.name]


def test_installing_again_replaces(package_file: Path) -> None:
    first = install(package_file)
    (first.path / "left over").write_text("")
    second = install(package_file)
    assert second == first
    assert not (second.path / "left over").exists()


def test_a_model_that_cannot_be_loaded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="broken"):
        install(archive(tmp_path, FILES))
    assert nothing_was_installed()


def test_a_broken_update_leaves_the_old_one(package_file: Path, tmp_path: Path) -> None:
    package = install(package_file)
    root = package.path.name
    files = {name.replace("x/", f"{root}/"): content for name, content in FILES.items()}
    with pytest.raises(ReaderError, match="broken"):
        install(archive(tmp_path, files))
    assert packages.default_package() == package


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../evil", "outside its folder"),
        ("/etc/evil", "outside its folder"),
        ("x/../../evil", "outside its folder"),
        ("x\\..\\evil", "outside its folder"),
        ("C:evil", "outside its folder"),
        ("y/other", "one folder"),
        ("loose", "one folder"),
    ],
)
def test_files_outside_the_one_folder(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        install(archive(tmp_path, {**FILES, name: "evil"}))
    assert nothing_was_installed()
    assert not (tmp_path / "evil").exists()


def test_links(tmp_path: Path) -> None:
    file = archive(tmp_path, FILES)
    with zipfile.ZipFile(file, "a") as out:
        info = zipfile.ZipInfo("x/link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(info, "/etc/passwd")
    with pytest.raises(ReaderError, match="links"):
        install(file)
    assert nothing_was_installed()


def test_a_bomb(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="far too much"):
        install(archive(tmp_path, {**FILES, "x/zeros": "0" * 2**23}))
    assert nothing_was_installed()


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "MAX_FILES", 3)
    with pytest.raises(ReaderError, match="too many"):
        install(archive(tmp_path, {**FILES, "x/more": ""}))


@pytest.mark.parametrize("missing", FILES)
def test_an_incomplete_one(tmp_path: Path, missing: str) -> None:
    files = {name: content for name, content in FILES.items() if name != missing}
    with pytest.raises(ReaderError, match="missing"):
        install(archive(tmp_path, files))
    assert nothing_was_installed()


@pytest.mark.parametrize(
    ("metadata", "why"),
    [("{", "metadata"), ("[]", "metadata"), (META.replace("ar", "de"), "from “de”")],
)
def test_metadata_that_does_not_fit(tmp_path: Path, metadata: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        install(archive(tmp_path, {**FILES, "x/metadata.json": metadata}))
    assert nothing_was_installed()


def test_a_file_that_is_no_zip_or_cut_off(tmp_path: Path, package_file: Path) -> None:
    (tmp_path / "a.argosmodel").write_text("no zip")
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(package_file.read_bytes()[:-1000])
    for file in (tmp_path / "a.argosmodel", cut):
        with pytest.raises(ReaderError, match="not a whole Argos package"):
            install(file)
    with pytest.raises(ReaderError, match="could not be installed"):
        install(tmp_path / "gone.argosmodel")
    assert nothing_was_installed()


def test_a_byte_changed_on_the_way(package_file: Path) -> None:
    content = bytearray(package_file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    package_file.write_bytes(content)
    with pytest.raises(ReaderError, match="not a whole Argos package"):
        install(package_file)
    assert nothing_was_installed()


def test_a_full_disk(package_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = installing.shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(installing.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(ReaderError, match="not enough room"):
        install(package_file)
    assert nothing_was_installed()
