"""Writing is atomic: a complete new file, or the old one and one clear sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.files import write_atomically
from reader.paths import data_folder, resources


def test_bytes_are_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def half(path: Path) -> None:
        path.write_bytes(b"ha")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, half)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    def fill(_: Path) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(ReaderError, match="the disk is full"):
        write_atomically(tmp_path / "a", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="that folder does not exist"):
        write_atomically(tmp_path / "no" / "a", b"")


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "a", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_the_data_folder_is_made(data_folder: Path) -> None:
    from reader import paths

    assert not data_folder.exists()
    assert paths.data_folder() == data_folder
    assert data_folder.is_dir()


def test_a_data_folder_that_cannot_be_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("MIRAT_DATA", os.fspath(tmp_path / "file" / "folder"))
    with pytest.raises(ReaderError, match="MIRAT_DATA"):
        data_folder()


def test_the_resources_are_there() -> None:
    assert resources().is_dir()
