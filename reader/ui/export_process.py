"""The window's end of the process that writes exports (`reader/export/child.py`)."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from reader.article import ReadArticle
from reader.errors import Cancelled, ReaderError
from reader.export.child import to_json
from reader.export.options import ExportOptions


class ExportProcess:
    """Starts when first needed; one export at a time, the others wait. Use it from threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def export(
        self,
        read: ReadArticle,
        path: Path,
        options: ExportOptions,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Like `reader.export.export`, elsewhere. Raises ReaderError, Cancelled."""
        with self._lock:
            if cancelled and cancelled():
                raise Cancelled
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            request = {
                "do": "export",
                "article": to_json(read),
                "path": str(path),
                "options": dataclasses.asdict(options),
            }
            told = False
            try:
                process.stdin.write(json.dumps(request) + "\n")
                process.stdin.flush()
                for line in process.stdout:
                    answer = json.loads(line)
                    if "done" in answer:
                        return
                    if "cancelled" in answer:
                        raise Cancelled
                    if "error" in answer:
                        raise ReaderError(answer["error"])
                    if progress:
                        progress(answer["progress"])
                    if cancelled and cancelled() and not told:
                        told = True
                        process.stdin.write('{"do": "cancel"}\n')
                        process.stdin.flush()
            except (OSError, ValueError):
                pass  # it has gone: said below
            self._process = None
            raise ReaderError("The export stopped before it was done; try it again.")

    def close(self) -> None:
        """Ends the process."""
        process = self._process
        self._process = None
        if process is not None and process.stdin is not None:
            process.kill()
            process.stdin.close()
            process.wait()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reader.export.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._process
