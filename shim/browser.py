"""The browser that a test makes. Its `engine` is imported when it is asked for."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any, get_args

from shim.types import Engine

ENGINES = get_args(Engine)
_OPTIONS = {
    "allow_hosts",
    "autoplay",
    "clock",
    "device",
    "memory_limit",
    "permissions",
    "policy",
    "script_timeout",
    "strict",
    "user_agent",
}
_INSTEAD = {
    "executable_path": "Chromium is found by its name in PATH",
    "headless": "every browser is headless",
    "slow_mo": "write page.wait(seconds)",
    "timeout": "give the calls a timeout= in seconds",
    "viewport": "write page.set_viewport_size({'width': 390, 'height': 844})",
}

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shim.clock import Clock, ClockName
    from shim.device.device import AnyPolicy, Device
    from shim.headless.browser import HeadlessBrowser
    from shim.types import Autoplay, Permission, PermissionState

    class Browser(HeadlessBrowser):
        def __init__(
            self,
            *,
            engine: Engine = "quickjs",
            policy: AnyPolicy | None = None,
            device: Device | None = None,
            allow_hosts: Iterable[str] = (),
            autoplay: Autoplay = "allow",
            script_timeout: float = 10.0,
            memory_limit: int = 512 * 1024**2,
            permissions: Mapping[Permission, PermissionState] | None = None,
            isolated: bool = False,
            clock: ClockName | Clock | None = None,
            strict: bool = False,
            user_agent: str | None = None,
        ) -> None: ...

else:

    class Browser(ABC):  # noqa: B024 it has what its engines' browsers have
        """A headless browser: on QuickJS, or on Chromium.

        `engine`: `quickjs`, or `chromium`, which needs Chromium installed: the same methods on tabs of a real browser.
        docs/browsers.md tells what differs; `script_timeout` and `memory_limit` are not for Chromium.
        `policy`: how its device arbitrates: `spec`, `ios`, `android`, `chromeos`, `desktop`, the path of a TOML file, a
        mapping of the same shape, or a `Policy`. See docs/device.md.
        `device`: a `Device` to share with other browsers, instead of one of its own.
        `allow_hosts`: hosts that pages may reach besides those they come from (`"cdn.example"`, `"*.example"`, `"*"`).
        `autoplay`: `allow`; `user-gesture`, under which `play()` is refused until the page had a click; or
        `user-gesture-per-element`, as on iOS: each element, and each context, has to be started by a click once.
        `script_timeout`: seconds that a script may run without a break; one that goes on is stopped with an error.
        `memory_limit`: bytes that a page may hold: its scripts, and what lies outside of them for it, such as its tree,
        blobs and decoded sound. What needs more throws an error in the page.
        `permissions`: what pages may do to begin with, as `{"microphone": "prompt"}`; microphone and camera, which
        are fakes, are granted unless it says otherwise.
        `isolated`: each page, with those that it opens, has a process of its own on QuickJS, which is killed when it
        does not answer. What differs, and what it costs: docs/browsers.md.
        `clock`: `system`; or `manual`, not for Chromium: time passes only in
        `browser.clock.run_for(seconds)` and the like, and all runs are the same. See docs/clock.md.
        `strict`: what a page uses and QuickJS lacks is an error of the page, and `UnimplementedError` in the next wait
        for a page, or in `close`. Chromium lacks nothing. See docs/missing.md.
        `user_agent`: what pages and servers are told in place of the engine's own name, for those that look at it.
        """

        # Each engine's browser is registered as a subclass when one is made, for isinstance; tests/api holds their
        # public methods against each other.
        def __new__(cls, *, engine: Engine = "quickjs", isolated: bool = False, **options: Any) -> Any:
            if unknown := options.keys() - _OPTIONS:
                hint = f": {_INSTEAD[name]}" if (name := min(unknown)) in _INSTEAD else ""
                known = ", ".join(sorted(_OPTIONS | {"engine", "isolated"}))
                raise TypeError(f"Browser has no option {name!r}{hint}; it has: {known}")
            if isolated and engine != "quickjs":
                raise ValueError("isolated is for QuickJS: pages of Chromium are in processes of their own anyway")
            if isolated:
                from shim.isolated.browser import IsolatedBrowser

                return cls.register(IsolatedBrowser)(**options)
            if engine == "quickjs":
                from shim.headless.browser import HeadlessBrowser

                return cls.register(HeadlessBrowser)(**options)
            if engine == "chromium":
                from shim.chromium.browser import ChromiumBrowser

                return cls.register(ChromiumBrowser)(**options)
            raise ValueError(f"engine is {engine!r}; it can be {' or '.join(ENGINES)}")
