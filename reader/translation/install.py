"""Installing an Argos package from a file that may come from anywhere.

`argostranslate.package.install_from_path` is a bare `extractall` that also loads torch.
Here the zip is checked fully before anything is written, unpacked beside its final place,
tried in a process of its own (a broken model can take a process down), and only then
renamed into place.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from reader.errors import ReaderError
from reader.translation.packages import Package, load, own_folder

#: Limits for a package: files, bytes in all, and how much zip may have packed a file.
MAX_FILES = 2_000
MAX_BYTES = 4 * 2**30
MAX_RATIO = 200
_TRIAL_SECONDS = 120


def install(file: Path, progress: Callable[[float], None] | None = None) -> Package:
    """Installs an `.argosmodel` file into the reader's own folder and returns the package.

    A package of the same name that is there already is replaced. `progress` is told the share
    unpacked, 0 to 1. Raises ReaderError with what is wrong; then nothing has changed.
    """
    folder = own_folder()
    try:
        with zipfile.ZipFile(file) as archive:
            root = check(archive)
            incoming = Path(tempfile.mkdtemp(prefix=".incoming-", dir=folder))
            try:
                _unpack(archive, incoming, progress)
                package = load(incoming / root, "own")
                _try_out(package)
                return _move_in(package, folder / f"{root}")
            finally:
                shutil.rmtree(incoming, ignore_errors=True)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise ReaderError(
            f"“{file.name}” is not a whole Argos package (a zip archive); download it again."
        ) from error
    except OSError as error:
        raise ReaderError(
            f"“{file.name}” could not be installed: {error.strerror or error}."
        ) from error


def check(archive: zipfile.ZipFile) -> str:
    """The name of the one folder that all of an archive's files are in.

    Raises ReaderError where the archive is no package, tries to leave its folder, holds links
    or would unpack to more than a package can need.
    """
    infos = archive.infolist()
    names = [i.filename for i in infos]
    if len(infos) > MAX_FILES or len(set(names)) != len(names):
        raise ReaderError("This is no Argos package: it holds too many files.")
    if any(_is_unsafe(i) for i in infos):
        raise ReaderError("This package is not safe: it holds links or files outside its folder.")
    total = sum(i.file_size for i in infos)
    if total > MAX_BYTES or any(
        i.file_size > 2**20 and i.file_size > MAX_RATIO * max(1, i.compress_size) for i in infos
    ):
        raise ReaderError("This package is not safe: it would unpack to far too much.")
    if any(i.flag_bits & 1 for i in infos):
        raise ReaderError("This package is locked with a password; get one that is not.")
    roots = {PurePosixPath(n).parts[0] for n in names if PurePosixPath(n).parts}
    if len(roots) != 1 or (root := roots.pop()).startswith("."):
        raise ReaderError("This is no Argos package: its files are not in one folder.")
    has_tokenizer = {f"{root}/sentencepiece.model", f"{root}/bpe.model"} & set(names)
    if not has_tokenizer or not {f"{root}/metadata.json", f"{root}/model/model.bin"} <= set(names):
        raise ReaderError(
            "This is no Argos translation package: its metadata, model or tokenizer is missing."
        )
    return root


def _is_unsafe(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    parts = PurePosixPath(name).parts
    mode = info.external_attr >> 16
    special = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)
    odd = any(ord(c) < 32 or c in '\\:*?"<>|' for c in name)
    return special or odd or name.startswith("/") or ".." in parts or not parts


def _unpack(archive: zipfile.ZipFile, to: Path, progress: Callable[[float], None] | None) -> None:
    """Unpacks checked files; the zip reader itself stops at a file's declared size."""
    total = sum(i.file_size for i in archive.infolist()) or 1
    if shutil.disk_usage(to).free < total + 2**24:
        raise ReaderError(f"There is not enough room on the disk: {total // 2**20 + 16} MB needed.")
    done = 0
    for info in archive.infolist():
        target = to / info.filename
        if info.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as source, target.open("xb") as out:
            while block := source.read(2**20):
                out.write(block)
                done += len(block)
                if progress:
                    progress(min(1.0, done / total))
            out.flush()
            os.fsync(out.fileno())


def _try_out(package: Package) -> None:
    """Translates a word with the package in a process of its own."""
    code = (
        "import sys; from pathlib import Path\n"
        "from reader.translation.packages import load\n"
        "from reader.translation.translator import Translator\n"
        "Translator(load(Path(sys.argv[1]), 'own'), threads=1)"
    )
    here = str(Path(__file__).resolve().parents[2])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(package.path)],
            capture_output=True,
            timeout=_TRIAL_SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        failed = done.returncode != 0
    except subprocess.TimeoutExpired:
        failed = True
    if failed:
        raise ReaderError(
            "This package's model or tokenizer is broken and cannot be loaded; download it again."
        )


def _move_in(package: Package, final: Path) -> Package:
    aside = final.with_name(f".removed-{final.name}")
    shutil.rmtree(aside, ignore_errors=True)
    if final.exists():
        final.rename(aside)
    try:
        package.path.rename(final)
    except OSError:
        if aside.exists():
            aside.rename(final)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    return load(final, "own")
