"""Common base of the browsers of both engines: the device, the tabs, and the event that tells of new ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Generic, Literal, Protocol, Self, TypeVar, get_args

from shim.clock import Clock, ClockName
from shim.device.device import AnyPolicy, Device
from shim.net.access import host_patterns
from shim.types import Autoplay, Permission, PermissionState

from .events import Emitter, Handling
from .instead import Hinting

AUTOPLAY = get_args(Autoplay)
SECONDS_FOR_HANDLERS = 1.0
"""Time that async handlers of events are given to come to their end when the browser is closed."""


class _Tab(Protocol):
    @property
    def closed(self) -> bool: ...
    def screen_changed(self) -> None: ...


_Page = TypeVar("_Page", bound=_Tab)


class BaseBrowser(Hinting, ABC, Generic[_Page]):
    """Parameters: see `shim.Browser`."""

    _KIND = "Browser"

    def __init__(
        self,
        policy: AnyPolicy | None,
        device: Device | None,
        allow_hosts: Iterable[str],
        autoplay: Autoplay,
        clock: ClockName | Clock | None,
        strict: bool,
        user_agent: str | None,
    ) -> None:
        if autoplay not in AUTOPLAY:
            raise ValueError(f"autoplay is {autoplay!r}; it can be {', '.join(AUTOPLAY)}")
        if policy is not None and device is not None:
            raise ValueError("policy and device exclude each other: a device has its policy")
        if device is not None and not isinstance(device, Device):
            raise TypeError(f"device is {device!r}; it is a shim.Device, such as another browser's `browser.device`")
        self.allow_hosts = host_patterns(allow_hosts)
        """The hosts that pages may reach besides those they come from."""
        self.autoplay = autoplay
        self.strict = strict
        is_text = isinstance(user_agent, str) and user_agent.isascii() and user_agent.isprintable()
        if user_agent is not None and not is_text:
            raise ValueError(f"user_agent is {user_agent!r}; it is a string of printable ASCII characters")
        self.user_agent = user_agent
        if clock is not None and device is not None:
            raise ValueError("clock and device exclude each other: a device has its clock")
        self.device = device or Device(policy or "spec", clock=clock or "system")
        """The device that its pages are on."""
        self.clock: Clock = self.device.clock
        """The time of the device and of all its pages: see docs/clock.md."""
        self.pages: list[_Page] = []
        """The tabs that are open, in the order in which they were opened."""
        self.closed = False
        """True once it was closed."""
        self._owns_device = device is None
        self.handling = Handling()
        """Handlers of events that run, and errors that they raised: the next wait for a page raises one, or `close`."""
        self._emitter = Emitter(frozenset({"page"}), lambda: None, self.handling)
        self._stack: list[_Page] | None = None
        """The pages, the one in front last; None while all are as if they were in front."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._finish()
        if error is None:  # else what the block itself raised comes first
            self.handling.raise_first()

    async def close(self) -> None:
        """Closes every page and frees what they held; raises what a handler of an event raised, if nothing has yet.

        Handlers that are async functions have a second to come to their end.
        """
        await self._finish()
        self.handling.raise_first()

    async def _finish(self) -> None:
        if not self.closed:
            await self.handling.finish(SECONDS_FOR_HANDLERS)
            await self._close()

    @abstractmethod
    async def _close(self) -> None:
        """Closes every page and frees what they held."""

    def bring_to_front(self, page: _Page) -> None:
        """See `Page.bring_to_front`."""
        others = self.pages if self._stack is None else self._stack
        self._stack = [*(other for other in others if other is not page), page]
        self.screen_changed()

    def visibility_of(self, page: _Page) -> str:
        """`visible`, or `hidden`: behind another page, by the lock, in the background."""
        is_behind = self._stack is not None and self._stack[-1:] != [page]
        return "hidden" if is_behind else self.device.visibility

    def _page_added(self, page: _Page) -> None:
        self.pages.append(page)
        if self._stack is not None:
            self.bring_to_front(page)
        self._emitter.emit("page", page)

    def page_closed(self, page: _Page) -> None:
        """The page behind it is in front now."""
        self.pages.remove(page)
        if self._stack is not None and page in self._stack:
            self._stack.remove(page)
            self.screen_changed()

    def screen_changed(self) -> None:
        """See `shim.device.device.Surroundings`."""
        for page in list(self.pages):
            page.screen_changed()

    def on(self, event: Literal["page"], handler: Callable[[_Page], object]) -> None:
        """Calls `handler` with each new tab: the event is `page`, as that of Playwright's `BrowserContext`."""
        self._emitter.on(event, handler)

    def remove_listener(self, event: Literal["page"], handler: Callable[[_Page], object]) -> None:
        """Undoes `on`."""
        self._emitter.remove_listener(event, handler)


def checked_permissions(permissions: Mapping[Permission, PermissionState] | None) -> dict[str, str]:
    """The permissions that a browser is made with. Raises `TypeError` for what is not a mapping, `ValueError` for a
    name or a state that there is not."""
    if permissions is None:
        return {}
    if not isinstance(permissions, Mapping):
        raise TypeError(f'permissions is a mapping, such as {{"microphone": "denied"}}, not {permissions!r}')
    for name, state in permissions.items():
        if name not in get_args(Permission):
            raise ValueError(f"there is no permission {name!r}; there are: {', '.join(get_args(Permission))}")
        if state not in get_args(PermissionState):
            raise ValueError(f"{name} is {state!r}; it can be {', '.join(get_args(PermissionState))}")
    return {name: state for name, state in permissions.items()}  # noqa: C416 the keys get a wider type
