"""Settings around a document that do not change with it: languages, the viewport, the window's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shim.css.viewport import Viewport, fixed_viewport
from shim.engine.realm import Realm, operation
from shim.net import url as urls
from shim.net.permissions_policy import FEATURES, PermissionsPolicy

DEVICE_PIXEL_RATIO = 1.0


def _nothing() -> None:
    pass


@dataclass(slots=True)
class Environment:
    """The embedder's settings for a window."""

    languages: tuple[str, ...] = ("en-US", "en")
    online: bool = True
    viewport: Viewport = field(default_factory=fixed_viewport)
    """The viewport that the window's document is seen through."""
    screen: Viewport = field(default_factory=fixed_viewport)
    """The device's screen, which a page fills."""
    name: str = ""
    close: Callable[[], None] = _nothing
    is_closing: Callable[[], bool] = bool
    stop: Callable[[], None] = _nothing
    policy: Callable[[], PermissionsPolicy] | None = None
    """The permissions policy of the window's document."""


class EnvironmentOperations:
    """Host operations that ask for the embedder's settings, for `js/platform/html`."""

    def __init__(self, realm: Realm, environment: Environment) -> None:
        self._realm = realm
        self._environment = environment

    @property
    def viewport(self) -> Viewport:
        """The viewport that the window's document is seen through."""
        return self._environment.viewport

    @operation
    def languages(self) -> str:
        """The preferred first, separated by commas."""
        return ",".join(self._environment.languages)

    @operation
    def policy_features(self) -> str:
        """The features that permissions policies decide about, separated by spaces."""
        return " ".join(sorted(FEATURES))

    @operation
    def allowed_features(self, origin: str) -> str:
        """Policy-controlled features that documents of an origin may use; "" is the window's own origin."""
        if self._environment.policy is None:
            return ""
        try:
            return " ".join(self._environment.policy().allowed(urls.origin(origin) if origin else None))
        except ValueError:
            return ""

    @operation
    def feature_allowlist(self, feature: str) -> str:
        """The origins that may use a feature, separated by spaces."""
        policy = self._environment.policy
        return " ".join(policy().allowlist(feature)) if policy is not None else ""

    @operation
    def is_online(self) -> bool:
        return self._environment.online

    @operation
    def is_secure(self) -> bool:
        """https://html.spec.whatwg.org/#secure-contexts"""
        return self._realm.secure

    @operation
    def viewport_width(self) -> int:
        return self._environment.viewport.width

    @operation
    def viewport_height(self) -> int:
        return self._environment.viewport.height

    @operation
    def screen_width(self) -> int:
        """The width of the device's screen, which a page fills."""
        return self._environment.screen.width

    @operation
    def screen_height(self) -> int:
        return self._environment.screen.height

    @operation
    def device_pixel_ratio(self) -> float:
        return DEVICE_PIXEL_RATIO

    @operation
    def window_name(self, value: str | None) -> str:
        """https://html.spec.whatwg.org/#dom-name, set first unless `value` is None"""
        if value is not None:
            self._environment.name = value
        return self._environment.name

    @operation
    def window_close(self) -> None:
        """https://html.spec.whatwg.org/#dom-window-close"""
        self._environment.close()

    @operation
    def is_closing(self) -> bool:
        """https://html.spec.whatwg.org/#is-closing"""
        return self._environment.is_closing()

    @operation
    def window_stop(self) -> None:
        """https://html.spec.whatwg.org/#dom-window-stop"""
        self._environment.stop()
