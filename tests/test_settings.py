"""Settings: declared once, and no file can keep the program from starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader import settings
from reader.settings import SETTINGS


def test_defaults_stand_where_there_is_no_file() -> None:
    assert settings.load() == {name: s.default for name, s in SETTINGS.items()}


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda s: s.name)
def test_each_is_declared_fully(setting: settings.Setting) -> None:
    assert setting.accepts(setting.default)
    assert setting.description
    assert not setting.accepts(None)


def test_changes_are_kept(data_folder: Path) -> None:
    settings.change(theme="dark", zoom=1.5)
    assert settings.load()["theme"] == "dark"
    settings.change(zoom=2)
    values = settings.load()
    assert (values["theme"], values["zoom"]) == ("dark", 2.0)
    assert isinstance(values["zoom"], float)
    assert (data_folder / "settings.json").is_file()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("zoom", 99.0),
        ("zoom", "1"),
        ("zoom", float("nan")),
        ("threads", True),
        ("threads", -1),
        ("show_english", 1),
    ],
)
def test_a_wrong_value_reads_as_the_default_and_is_not_saved(
    name: str, value: object, tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({name: value, "export_format": "html"}))
    values = settings.load(file)
    assert values[name] == SETTINGS[name].default
    assert values["export_format"] == "html"
    with pytest.raises(ValueError, match=name):
        settings.save({name: value}, file)


def test_names_of_another_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"of_tomorrow": [1, 2]}')
    settings.save(settings.load(file), file)
    assert json.loads(file.read_text())["of_tomorrow"] == [1, 2]


@given(content=st.binary(max_size=60) | st.sampled_from([b"[1]", b"null", b"[" * 5000, b"{"]))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_can_be_loaded(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert set(SETTINGS) <= set(settings.load(file))
