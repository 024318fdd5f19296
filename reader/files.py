"""Writing files so that nothing is lost: a file is complete, or it is the old one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from reader.errors import ReaderError


def write_atomically(path: Path, write: Callable[[Path], None] | bytes) -> None:
    """Writes the bytes, or what `write` puts into the file it is given, to `path`.

    It is written to a temporary file in the same folder, synced, and only then put in the
    place of `path`. Whatever goes wrong, the old file stays and no temporary file is left.
    Raises ReaderError where the file system refuses; what `write` raises otherwise passes.
    """
    # A link stays a link: what is replaced is the file that it points to.
    target = path.resolve()
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
        )
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            if isinstance(write, bytes):
                file.write(write)
        if not isinstance(write, bytes):
            write(temporary)
        _sync(temporary)
        temporary.chmod(_mode(target))
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise ReaderError(_sentence(path, error)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Makes the renaming itself last; some systems cannot open a folder, and need not."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    why = {
        errno.ENOSPC: "the disk is full; free some space or choose another place",
        errno.EDQUOT: "your disk quota is used up; free some space or choose another place",
        errno.EACCES: "you may not write there; choose another folder",
        errno.EPERM: "you may not write there; choose another folder",
        errno.EROFS: "that disk is read-only; choose another folder",
        errno.ENOENT: "that folder does not exist; choose another",
        errno.ENOTDIR: "that folder does not exist; choose another",
        errno.EISDIR: "there is a folder of that name; choose another name",
        errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    }.get(error.errno or 0, f"{error.strerror or error}; choose another place")
    return f"{path} could not be written: {why}."
