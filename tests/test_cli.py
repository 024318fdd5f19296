"""The command line: files out, a line for each, and an exit status that can be relied on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__, cli
from tests.conftest import ROOT

TEXT = "وصل حفتر إلى موسكو أمس.\n\nوقال المصدر: “لن ننتظر إلى الأبد”.\n"


@pytest.fixture
def article(tmp_path: Path, model_folder: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_an_article_becomes_json_by_the_contract(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    assert cli.main(["--export", str(out), str(article)]) == 0
    data = json.loads(out.read_text("utf-8"))
    assert data["format"] == "mirat-1"
    assert [TEXT[p["start"] : p["end"]] for p in data["paragraphs"]] == [
        p["arabic"] for p in data["paragraphs"]
    ]
    assert all(p["english"] for p in data["paragraphs"])
    said = capsys.readouterr()
    assert said.out.startswith(f"{article} → {out}: 2 paragraphs")
    assert said.out.count("\n") == 1
    assert said.err == ""


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx", "md", "tmx"])
def test_every_format_is_written(article: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert cli.main(["--export", str(out), str(article)]) == 0
    assert out.stat().st_size > 500


def test_many_go_to_a_folder_and_a_bad_one_is_named_and_skipped(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02\xff" * 50)
    twin = tmp_path / "sub" / "news.txt"
    twin.parent.mkdir()
    twin.write_text("خبر آخر من ليبيا.", "utf-8")
    out = tmp_path / "new" / "folder"
    missing = tmp_path / "missing.txt"
    inputs = [str(p) for p in (article, bad, missing, twin)]
    assert cli.main(["--export", str(out), "--format", "json", *inputs]) == 1
    assert sorted(p.name for p in out.iterdir()) == ["news-2.json", "news.json"]
    said = capsys.readouterr()
    assert [line.split(" → ")[0] for line in said.out.splitlines()] == [str(article), str(twin)]
    errors = said.err.splitlines()
    assert len(errors) == 2
    assert "bad.txt" in errors[0]
    assert "missing.txt" in errors[1]


def test_a_slash_at_the_end_names_a_folder(article: Path, tmp_path: Path) -> None:
    assert cli.main(["--export", f"{tmp_path}/new/", "--format", "json", str(article)]) == 0
    assert (tmp_path / "new" / "news.json").is_file()


@pytest.mark.parametrize("out", ["out.xyz", "out"])
def test_a_format_nobody_knows_is_said(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    assert cli.main(["--export", str(tmp_path / out), str(article)]) == 1
    assert ".pdf" in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_an_article_is_not_written_over(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = tmp_path / "same.md"
    same.write_text(TEXT, "utf-8")
    assert cli.main(["--export", str(same), str(same)]) == 1
    assert same.read_text("utf-8") == TEXT
    assert "same.md" in capsys.readouterr().err


def test_nothing_to_export_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--export", str(tmp_path / "a.pdf")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert __version__ in capsys.readouterr().out


def test_it_runs_as_a_program_without_a_display(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "--export", out, article],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "MIRAT_DATA": str(tmp_path / "data")},
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_help_needs_neither_qt_nor_models() -> None:
    code = (
        "import sys; from reader import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "assert not {m for m in sys.modules if m.startswith(('PySide6', 'torch', 'ctranslate2'))}"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
