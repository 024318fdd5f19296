"""The house's rules that a machine can check: which part may import which."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

READER = Path(__file__).parent.parent / "reader"
MODULES = sorted(READER.rglob("*.py"))

#: Folders and files of `reader/` that may use Qt; of these only `ui` may use widgets.
MAY_USE_QT = ("ui", "export")

#: What each part of `reader/` may not import, by the first names of its path.
FORBIDDEN = {
    "article.py": ("reader.",),
    "arabic": ("reader.translation", "reader.pipeline", "reader.engine", "reader.export"),
    "formats": ("reader.translation", "reader.pipeline", "reader.engine", "reader.export"),
    "translation": ("reader.pipeline", "reader.engine", "reader.export", "reader.formats"),
    "export": ("reader.pipeline", "reader.engine", "reader.formats", "reader.library"),
    "library.py": ("reader.pipeline", "reader.engine", "reader.export", "reader.formats"),
}


def imports(module: Path) -> set[str]:
    """The full names of all that a module imports, at its top or within functions."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(READER)))
def test_imports_go_one_way(module: Path) -> None:
    part = module.relative_to(READER).parts[0]
    names = imports(module)
    if part not in MAY_USE_QT:
        assert not [n for n in names if n.startswith("PySide6")], "the core knows no Qt"
    if part != "ui":
        assert not [n for n in names if "QtWidgets" in n], "widgets belong to ui"
        allowed = {"reader.ui.app.run"} if part == "cli.py" else set()
        assert not [n for n in names - allowed if n.startswith("reader.ui")], "none below knows ui"
    forbidden = FORBIDDEN.get(part, ())
    assert not [n for n in names if n.startswith(forbidden)] if forbidden else True


HEAVY = ("torch", "transformers", "stanza", "spacy", "onnxruntime", "argostranslate.translate")


@pytest.mark.parametrize("entrance", ["reader.engine", "reader.pipeline", "reader.ui.app"])
def test_no_heavy_library_is_loaded(entrance: str) -> None:
    code = f"import sys, {entrance}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
