"""localStorage and sessionStorage of one browser, and the events that tell other documents. https://html.spec.whatwg.org/#webstorage"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shim.engine.realm import Realm, dom_exception, from_json, operation
from shim.net.url import Origin

if TYPE_CHECKING:
    from .context import WebContext

QUOTA = 5 * 1024 * 1024
"""UTF-16 code units of keys and values that one area holds."""


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


Change = tuple[str | None, str | None, str | None, str]
"""Key, old and new value of an item, and the URL of the document that has changed it; without a key all are gone."""


@dataclass(slots=True)
class StorageArea:
    """One storage map and its size, in the unit of `QUOTA`."""

    items: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def put(self, key: str, value: str) -> bool:
        """Sets an item. Returns False, and does nothing, when there is no room for it."""
        before = self.items.get(key)
        size = self.size + _size(value) + (_size(key) if before is None else -_size(before))
        if size > QUOTA:
            return False
        self.size = size
        self.items[key] = value
        return True

    def remove(self, key: str) -> None:
        """Takes an item away, if it is there."""
        before = self.items.pop(key, None)
        if before is not None:
            self.size -= _size(key) + _size(before)

    def clear(self) -> None:
        """Takes all items away."""
        self.items.clear()
        self.size = 0


@dataclass(frozen=True, slots=True)
class _Document:
    realm: Realm
    tab: object
    origin: Origin


class StorageHub:
    """The areas of one browser: local ones by origin, session ones by tab (any object of the embedder's) and origin."""

    def __init__(self) -> None:
        self._areas: dict[tuple[object, Origin], StorageArea] = {}
        self._documents: list[_Document] = []
        self.on_stored: Callable[[Origin, str | None, str | None, str], None] | None = None
        """Called with each change of a local area by a document here: origin, key (None: all are gone), value (None: it
        is gone), and the document's URL."""

    def attach(self, realm: Realm, tab: object, origin: Origin) -> None:
        """From now on the document hears of what others store."""
        self._documents = [d for d in self._documents if not d.realm.closed]
        self._documents.append(_Document(realm, tab, origin))

    def others(self, realm: Realm | None, tab: object | None, origin: Origin) -> list[Realm]:
        """The other documents that share an area. https://html.spec.whatwg.org/#concept-storage-broadcast"""
        return [
            d.realm
            for d in self._documents
            if d.realm is not realm and not d.realm.closed and d.origin == origin and tab in (None, d.tab)
        ]

    def area(self, tab: object | None, origin: Origin) -> StorageArea:
        """The area of an origin: the local one for `tab` None."""
        return self._areas.setdefault((tab, origin), StorageArea())

    def tell(self, source: Realm | None, tab: object | None, origin: Origin, change: Change) -> None:
        """Queues the events of a change in the documents that share the area, but for `source`, which made it."""
        message = json.dumps(change)
        for realm in self.others(source, tab, origin):
            realm.loop.queue_task(_StorageTask(realm, tab is None, message), realm)

    def take(self, origin: Origin, key: str | None, value: str | None, url: str) -> None:
        """Does to a local area what a document elsewhere has done to its own: see `on_stored`."""
        area = self.area(None, origin)
        before = None if key is None else area.items.get(key)
        if key is None:
            area.clear()
        elif value is None:
            area.remove(key)
        else:
            area.put(key, value)
        self.tell(None, None, origin, (key, before, value, url))

    # https://html.spec.whatwg.org/multipage/document-sequences.html#creating-a-new-auxiliary-browsing-context
    def copy_session(self, source: object, tab: object) -> None:
        """A tab that another has opened starts with a copy of its session storage."""
        for (owner, origin), area in list(self._areas.items()):
            if owner is source:
                self._areas[tab, origin] = StorageArea(dict(area.items), area.size)

    def drop_tab(self, tab: object) -> None:
        """Forgets the session storage, and the documents, of a tab that closed; and areas that are empty."""
        self._documents = [d for d in self._documents if d.tab is not tab]
        self._areas = {key: area for key, area in self._areas.items() if key[0] is not tab and area.items}


class StorageOperations:
    """Host operations of `js/platform/storage`. Keys and values cross as JSON, since they may hold U+0000."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._hub = context.storage
        self._tab = context.tab
        self._origin = context.origin

    def _area(self, local: bool) -> StorageArea:
        return self._hub.area(None if local else self._tab, self._origin)

    @operation
    def open_storage(self, local: bool) -> None:
        """https://html.spec.whatwg.org/#dom-localstorage"""
        if self._origin.is_opaque and self._origin.scheme != "file":
            name = "localStorage" if local else "sessionStorage"
            raise dom_exception(
                "SecurityError", f"Failed to read the '{name}' property from 'Window': The document has no origin."
            )
        self._area(bool(local))

    @operation
    def storage_length(self, local: bool) -> int:
        return len(self._area(local).items)

    @operation
    def storage_keys(self, local: bool) -> str:
        return json.dumps(list(self._area(local).items))

    @operation
    def storage_get(self, local: bool, key: str) -> str | None:
        value = self._area(local).items.get(from_json(key, str))
        return None if value is None else json.dumps(value)

    @operation
    def storage_set(self, local: bool, key: str, value: str) -> None:
        """https://html.spec.whatwg.org/#dom-storage-setitem"""
        area, name, text = self._area(local), from_json(key, str), from_json(value, str)
        before = area.items.get(name)
        if before == text:
            return
        if not area.put(name, text):
            raise dom_exception(
                "QuotaExceededError",
                f"Failed to execute 'setItem' on 'Storage': Setting the value of '{name[:100]}' exceeded the quota.",
            )
        self._tell(local, name, before, text)

    @operation
    def storage_remove(self, local: bool, key: str) -> None:
        area, name = self._area(local), from_json(key, str)
        before = area.items.get(name)
        if before is not None:
            area.remove(name)
            self._tell(local, name, before, None)

    @operation
    def storage_clear(self, local: bool) -> None:
        area = self._area(local)
        if area.items:
            area.clear()
            self._tell(local, None, None, None)

    def _tell(self, local: bool, key: str | None, before: str | None, after: str | None) -> None:
        url = self._realm.url
        self._hub.tell(self._realm, None if local else self._tab, self._origin, (key, before, after, url))
        if local and self._hub.on_stored is not None:
            self._hub.on_stored(self._origin, key, after, url)


@dataclass(frozen=True, slots=True)
class _StorageTask:
    realm: Realm
    local: bool
    message: str

    def __call__(self) -> None:
        self.realm.call("deliverStorage", self.local, self.message)
