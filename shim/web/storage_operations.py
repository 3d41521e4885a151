"""localStorage and sessionStorage of one browser, and the events that tell other documents. https://html.spec.whatwg.org/#webstorage"""

from __future__ import annotations

import json
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


@dataclass(slots=True)
class StorageArea:
    """One storage map and its size, in the unit of `QUOTA`."""

    items: dict[str, str] = field(default_factory=dict)
    size: int = 0


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

    def attach(self, realm: Realm, tab: object, origin: Origin) -> None:
        """From now on the document hears of what others store."""
        self._documents = [d for d in self._documents if not d.realm.closed]
        self._documents.append(_Document(realm, tab, origin))

    def others(self, realm: Realm, tab: object | None, origin: Origin) -> list[Realm]:
        """The other documents that share an area. https://html.spec.whatwg.org/#concept-storage-broadcast"""
        return [
            d.realm
            for d in self._documents
            if d.realm is not realm and not d.realm.closed and d.origin == origin and tab in (None, d.tab)
        ]

    def area(self, tab: object | None, origin: Origin) -> StorageArea:
        """The area of an origin: the local one for `tab` None."""
        return self._areas.setdefault((tab, origin), StorageArea())

    def drop_tab(self, tab: object) -> None:
        """Forgets the session storage, and the documents, of a tab that closed."""
        self._documents = [d for d in self._documents if d.tab is not tab]
        self._areas = {key: area for key, area in self._areas.items() if key[0] is not tab}


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
        size = area.size + _size(text) + (_size(name) if before is None else -_size(before))
        if size > QUOTA:
            raise dom_exception(
                "QuotaExceededError",
                f"Failed to execute 'setItem' on 'Storage': Setting the value of '{name[:100]}' exceeded the quota.",
            )
        area.size = size
        area.items[name] = text
        self._tell(local, name, before, text)

    @operation
    def storage_remove(self, local: bool, key: str) -> None:
        area, name = self._area(local), from_json(key, str)
        before = area.items.pop(name, None)
        if before is not None:
            area.size -= _size(name) + _size(before)
            self._tell(local, name, before, None)

    @operation
    def storage_clear(self, local: bool) -> None:
        area = self._area(local)
        if area.items:
            area.items.clear()
            area.size = 0
            self._tell(local, None, None, None)

    def _tell(self, local: bool, key: str | None, before: str | None, after: str | None) -> None:
        message = json.dumps([key, before, after, self._realm.url])
        for realm in self._hub.others(self._realm, None if local else self._tab, self._origin):
            realm.loop.queue_task(_StorageTask(realm, bool(local), message), realm)


@dataclass(frozen=True, slots=True)
class _StorageTask:
    realm: Realm
    local: bool
    message: str

    def __call__(self) -> None:
        self.realm.call("deliverStorage", self.local, self.message)
