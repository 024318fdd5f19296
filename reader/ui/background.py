"""Work away from the window's thread: one small class carries every such call."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal

from reader.errors import Cancelled, ReaderError

# Qt lets go of the interpreter at every call; getting it back from a thread that computes
# takes this long, and painting makes hundreds of calls. Python's own 5 ms would be a stall.
sys.setswitchinterval(0.0005)


class Work(QObject):
    """Runs `work` in a thread of its own; the rest happens in the window's thread.

    `success` is given what it returned, `failure` one sentence. `work` may be given the
    bound methods `tell` (the share done, 0 to 1) and `cancelled`. Keeps itself until done.
    """

    _done = Signal(object, object)
    progress = Signal(float)
    _running: set[Work] = set()  # noqa: RUF012

    def __init__(self, owner: QObject | None = None) -> None:
        """Nothing is told any more once `owner`, if one is given, has been deleted."""
        super().__init__()
        self._owner = owner
        self._stop = threading.Event()
        self._success: Callable[[object], object] = lambda _: None
        self._failure: Callable[[str], object] = lambda _: None
        self._stopped: Callable[[], object] = lambda: None
        self._done.connect(self._finish)

    def start(
        self,
        work: Callable[[], object],
        success: Callable[..., object],
        failure: Callable[[str], object],
        stopped: Callable[[], object] = lambda: None,
    ) -> None:
        bound = getattr(success, "__self__", None)
        if self._owner is None and isinstance(bound, QObject):
            self._owner = bound
        self._success, self._failure, self._stopped = success, failure, stopped
        Work._running.add(self)

        def body() -> None:
            result: object = None
            error: object = None
            try:
                result = work()
            except Exception as caught:
                error = caught
            self._done.emit(result, error)

        threading.Thread(target=body, daemon=True, name="work").start()

    def tell(self, share: float) -> None:
        self.progress.emit(share)

    def cancel(self) -> None:
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def _finish(self, result: object, error: object) -> None:
        Work._running.discard(self)
        if self._owner is not None and not shiboken6.isValid(self._owner):
            return
        if error is None:
            self._success(result)
        elif isinstance(error, Cancelled):
            self._stopped()
        elif isinstance(error, ReaderError):
            self._failure(str(error))
        else:
            self._failure(f"{type(error).__name__}: {error}")
        self.deleteLater()
