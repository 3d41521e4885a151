"""Host operations of `location` and `history`.

What stays inside the document (fragments, pushState, traversal between its entries) is done here; every other
navigation is the embedder's, through `WebContext.navigate`, `WebContext.reload` and `SessionHistory.on_traverse`.
"""

from __future__ import annotations

from shim.engine.realm import Realm, dom_exception, operation
from shim.net.url import is_valid, parse, without_fragment

from .context import WebContext
from .session_history import HistoryEntry

_UPDATES = 200
"""pushState and replaceState calls that a document may make within ten seconds, as in browsers."""
_WINDOW = 10.0


class HistoryOperations:
    """Host operations of `js/platform/history`."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._context = context
        self._history = context.history
        if self._history.current is None:
            self._history.commit(realm.url, realm)
        self._updates = 0
        self._window_start = 0.0

    def _entry(self) -> HistoryEntry:
        current = self._history.current
        assert current is not None
        return current

    @operation
    def history_length(self) -> int:
        return len(self._history.entries)

    @operation
    def history_state(self) -> str | None:
        return self._entry().state

    @operation
    def scroll_restoration(self, value: str | None) -> str:
        """Reads, and with a value writes first."""
        if value is not None:
            self._entry().scroll_restoration = value
        return self._entry().scroll_restoration

    @operation
    def update_history(self, url: str, state: str | None, replace: bool) -> None:
        """The URL and history update steps. https://html.spec.whatwg.org/#url-and-history-update-steps"""
        self._limit()
        if not is_valid(url) or not self._can_have_its_url_rewritten(url):
            raise dom_exception(
                "SecurityError",
                f"A history state object with URL '{url}' cannot be created in a document with origin"
                f" '{self._context.origin}' and URL '{self._realm.url}'.",
            )
        entry = self._entry()
        if replace:
            entry.url, entry.state = url, state
        else:
            self._history.commit(url, entry.document, state=state)
        self._realm.url = url

    def _limit(self) -> None:
        now = self._realm.loop.now()
        if now - self._window_start > _WINDOW:
            self._window_start, self._updates = now, 0
        self._updates += 1
        if self._updates > _UPDATES:
            raise dom_exception("SecurityError", "The history was changed too often in a short time.")

    def _can_have_its_url_rewritten(self, url: str) -> bool:
        """https://html.spec.whatwg.org/#can-have-its-url-rewritten"""
        target, own = parse(url), parse(self._realm.url)
        names = ("protocol", "username", "password", "hostname", "port")
        if any(getattr(target, name) != getattr(own, name) for name in names):
            return False
        if target.protocol in ("http:", "https:"):
            return True
        if target.protocol == "file:":
            return bool(target.pathname == own.pathname)
        return bool(target.pathname == own.pathname and target.search == own.search)

    @operation
    def navigate(self, url: str, replace: bool) -> None:
        """`url` is absolute. https://html.spec.whatwg.org/#navigate"""
        realm = self._realm
        # 7.
        if self._context.is_being_unloaded():
            return
        if "#" in url and without_fragment(url) == without_fragment(realm.url):
            self._navigate_to_fragment(url, replace or url == realm.url)
            return
        self._context.navigate(url, replace)

    def _navigate_to_fragment(self, url: str, replace: bool) -> None:
        """https://html.spec.whatwg.org/#navigate-fragid"""
        before = self._realm.url
        entry = self._entry()
        self._history.commit(url, entry.document, replace=replace)
        self._show(before, url, None)

    def _show(self, before: str, url: str, state: str | None) -> None:
        """https://html.spec.whatwg.org/#update-document-for-history-step-application"""
        realm = self._realm
        realm.url = url
        realm.call("firePopState", state)
        if parse(before).hash != parse(url).hash:
            realm.loop.queue_task(lambda: realm.call("fireHashChange", before, url), realm)

    @operation
    def reload(self) -> None:
        reload = self._context.reload
        self._realm.loop.queue_task(lambda: reload(), self._realm)

    @operation
    def traverse(self, delta: int) -> None:
        """https://html.spec.whatwg.org/#delta-traverse"""
        realm = self._realm
        if int(delta) == 0:
            self.reload()
        else:
            realm.loop.queue_task(lambda: self._traverse(int(delta)), realm)

    def _traverse(self, delta: int) -> None:
        before, target = self._entry(), self._history.at(delta)
        if target is None:
            return
        if target.document is before.document:
            self._history.go(target)
            self._show(self._realm.url, target.url, target.state)
        elif self._history.on_traverse is not None:
            self._history.on_traverse(target, delta)
