"""Documents that are gone while other documents hold objects of them: as in browsers, these objects still answer.

Nothing of a retired document runs by itself. It is freed when nobody holds any of it, when its page closes or goes
elsewhere, and when its page has retired too many since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shim.engine.realm import MEMORY_LIMIT

if TYPE_CHECKING:
    from .document import Window
    from .page import Page

MOST_PER_PAGE = 8
"""Retired documents of a page; all of them together may take as much memory as one document may."""


class RetiredDocuments:
    """Those of a browser, by the id of their session, oldest first. `windows` are its documents that live."""

    def __init__(self, windows: dict[int, Window]) -> None:
        self._living = windows
        self._retired: dict[int, Window] = {}

    def get(self, number: int) -> Window | None:
        return self._retired.get(number)

    def last_of(self, frame: int) -> Window | None:
        """The last document of a frame that is gone, by the frame's number."""
        found = [w for w in self._retired.values() if w.frame.number == frame and w.frame.detached]
        return found[-1] if found else None

    def add(self, window: Window) -> None:
        """A document is gone; it is freed at once if nobody holds any of it."""
        self._retired[window.session_id] = window
        page = window.frame.page
        if page.closed or window.frame is page.main_frame:
            self.clear(page)
        else:
            self.review(window)
            self._limit(page)
        for other in list(self._retired.values()):
            if other is not window and window.reaches:
                self.review(other)

    def clear(self, page: Page) -> None:
        """Frees all that a page has retired."""
        for window in [w for w in self._retired.values() if w.frame.page is page]:
            self._free(window)

    def review(self, window: Window) -> None:
        """Frees a retired document in which nobody holds anything any more."""
        if window.session_id not in self._retired:
            return
        if window.realm.running:
            # its own script has brought its end about, and may yet hand something out
            window.realm.loop.queue_task(lambda: self.review(window))
        elif not self._is_held(window):
            self._free(window)

    def _is_held(self, window: Window) -> bool:
        frame = window.frame.number if window.frame.detached else -1
        others = [*self._living.values(), *self._retired.values()]
        return any(
            other.realm.answer("holdsObjectsOf", window.session_id, frame)
            for other in others
            if other is not window and other.reaches and other.origin == window.origin
        )

    def _limit(self, page: Page) -> None:
        kept = [w for w in self._retired.values() if w.frame.page is page]
        while len(kept) > MOST_PER_PAGE or (kept and sum(w.realm.memory() for w in kept) > MEMORY_LIMIT):
            self._free(kept.pop(0))

    def _free(self, window: Window) -> None:
        if window.realm.running:
            window.realm.loop.queue_task(lambda: self._free(window))
            return
        if self._retired.pop(window.session_id, None) is not None:
            if window.reaches:
                window.realm.answer("letGo")
            window.free()
