"""Argos packages on this machine: found, listed, installed from a file, removed.

Three places: the reader's own (`data_folder()/packages`), Argos's own folder (what
`argospm` or Argos Translate installed), and `resources/models`, which ships. Only
`argostranslate.package` is used, which is light: `argostranslate.translate` would load
torch, stanza and spacy.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from reader.errors import ReaderError
from reader.paths import data_folder, resources

Origin = Literal["own", "argos", "shipped"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a package wants to be decoded: CTranslate2's options of these names.

    Ours say it in their metadata (`{"mirat": {"decoding": {"beam_size": 4, …}}}`); these
    defaults are for all others.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0


#: The least and the most that a package may ask for.
_BOUNDS = {
    "beam_size": (1, 10),
    "length_penalty": (0.0, 3.0),
    "repetition_penalty": (1.0, 2.0),
    "no_repeat_ngram_size": (0, 20),
}


@dataclass(frozen=True, slots=True)
class Package:
    """An Arabic→English package: a folder with `metadata.json`, `model/`, and a tokenizer."""

    path: Path
    version: str
    origin: Origin
    target_prefix: str = ""
    decoding: Decoding = Decoding()
    spaced_marks: bool = False  # see `tokenizer.spaced`; ours say it in their metadata

    @property
    def label(self) -> str:
        """Name and version as shown to the person and written into exports."""
        name = self.path.name.removeprefix("translate-ar_en-").replace("_", ".")
        name = "" if name.replace(".", "").isdigit() else name
        return " ".join(part for part in (name or "argos ar→en", self.version) if part)


def own_folder() -> Path:
    """Where the reader's own packages are, made on demand."""
    folder = data_folder() / "packages"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def installed() -> list[Package]:
    """All usable Arabic→English packages: the reader's own first, then Argos's, then the
    shipped one; in each place the newest version first. Broken folders are left out."""
    places: list[tuple[Origin, Path]] = [("own", own_folder())]
    places += [("argos", folder) for folder in _argos_folders()]
    places.append(("shipped", resources() / "models"))
    found: list[Package] = []
    for origin, folder in places:
        here = [p for p in _packages_in(folder, origin) if p.path not in {f.path for f in found}]
        found += sorted(here, key=lambda p: _version_key(p.version), reverse=True)
    return found


def default_package(choice: str = "") -> Package:
    """The package to translate with: the one at the path `choice` if it is there, else the
    first of `installed()`. Raises ReaderError where there is none."""
    packages = installed()
    for package in packages:
        if choice and str(package.path) == choice:
            return package
    if not packages:
        raise ReaderError(
            "There is no Arabic–English translation package; install one from a file "
            "(.argosmodel) in the settings."
        )
    return packages[0]


def remove(package: Package) -> None:
    """Removes a package that was installed. Raises ReaderError where that cannot be done."""
    if package.origin == "shipped":
        raise ReaderError("The package that came with the program cannot be removed.")
    aside = package.path.with_name(f".removed-{package.path.name}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        package.path.rename(aside)  # at once, so that no half of it is ever found
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise ReaderError(
            f"The package “{package.label}” could not be removed: {error.strerror or error}."
        ) from error


def load(path: Path, origin: Origin) -> Package:
    """The package in a folder. Raises ReaderError where it is none for Arabic→English."""
    try:
        meta = _argos().Package(path)
        from_code, to_code, kind = meta.from_code, meta.to_code, meta.type
        version, prefix = str(meta.package_version or ""), str(meta.target_prefix or "")
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReaderError("This is no Argos package: its metadata.json cannot be read.") from error
    if (from_code, to_code, kind) != ("ar", "en", "translate"):
        raise ReaderError(
            f"This package translates from “{from_code}” to “{to_code}”; "
            "one from Arabic (ar) to English (en) is needed."
        )
    has_tokenizer = any((path / n).is_file() for n in ("sentencepiece.model", "bpe.model"))
    if not has_tokenizer or not (path / "model" / "model.bin").is_file():
        raise ReaderError("This package is not complete: its model or its tokenizer is missing.")
    ours = _ours(path)
    decoding = _decoding(ours.get("decoding"))
    return Package(path, version, origin, prefix, decoding, ours.get("spaced_marks") is True)


def _ours(path: Path) -> dict[str, Any]:
    """What the package's metadata say to this program; nothing where it is another's."""
    try:
        said = json.loads((path / "metadata.json").read_text("utf-8"))["mirat"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return said if isinstance(said, dict) else {}


def _decoding(said: Any) -> Decoding:
    """The options that a package names; anything odd is left at its default."""
    wanted = {n: said[n] for n in _BOUNDS if n in said} if isinstance(said, dict) else {}
    defaults = asdict(Decoding())
    fits = {
        name: type(defaults[name])(value)
        for name, value in wanted.items()
        if isinstance(value, int | float) and _BOUNDS[name][0] <= value <= _BOUNDS[name][1]
    }
    return Decoding(**{**defaults, **fits})


def _packages_in(folder: Path, origin: Origin) -> Iterator[Package]:
    try:
        subfolders = sorted(p for p in folder.iterdir() if p.is_dir())
    except OSError:
        return
    for path in subfolders:
        if path.name.startswith(".") or not (path / "metadata.json").is_file():
            continue
        try:
            yield load(path, origin)
        except ReaderError:
            continue


def _argos_folders() -> list[Path]:
    return [Path(folder) for folder in _argos().settings.package_dirs]


def _argos() -> Any:
    try:
        from argostranslate import package
    except OSError:
        # Importing it makes folders in the home folder; where that is read-only they go to ours.
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(data_folder() / "argos")
        from argostranslate import package
    return package


def _version_key(version: str) -> list[tuple[int, int | str]]:
    return [(1, int(p)) if p.isdigit() else (0, p) for p in version.replace("-", ".").split(".")]
