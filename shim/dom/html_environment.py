"""What surrounds a document: the browser's name and languages, the viewport, the user, and whoever follows its links.

One `Environment` is the seam between `js/platform/html` and the embedder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..engine.realm import Realm, operation

USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) AudioSessionShim/1.0"


def _dismiss(kind: str, text: str, default: str) -> str | None:
    return None


def _nobody() -> bool:
    return False


@dataclass(slots=True)
class Environment:
    """The embedder's side of a window. What is None is not offered: the page's use of it is reported as not implemented.

    `dialog(kind, text, default)` answers `alert`, `confirm` and `prompt`: None dismisses, a string accepts.
    `follow_link(url, target)` and `post_form(url, target, content_type, body)` navigate; `target` is a navigable's name or keyword.
    `load_image(id)` loads the image element's `currentSrc` and calls `$.imageLoaded(id, ok, width, height)` in a task.
    Sizes are in CSS pixels.
    """

    user_agent: str = USER_AGENT
    languages: tuple[str, ...] = ("en-US", "en")
    online: bool = True
    viewport: tuple[int, int] = (1280, 720)
    device_pixel_ratio: float = 1.0
    name: str = ""
    has_been_active: Callable[[], bool] = _nobody
    is_active: Callable[[], bool] = _nobody
    dialog: Callable[[str, str, str], str | None] = _dismiss
    follow_link: Callable[[str, str], None] | None = None
    post_form: Callable[[str, str, str, bytes], None] | None = None
    load_image: Callable[[int], None] | None = None
    close: Callable[[], None] | None = None
    stop: Callable[[], None] | None = None


class EnvironmentOperations:
    """What `js/platform/html` asks of the embedder. Operations that carry something out say whether anybody did."""

    def __init__(self, realm: Realm, environment: Environment) -> None:
        self._realm = realm
        self._environment = environment

    @operation
    def user_agent(self) -> str:
        return self._environment.user_agent

    @operation
    def languages(self) -> str:
        """The preferred first, separated by commas."""
        return ",".join(self._environment.languages)

    @operation
    def is_online(self) -> bool:
        return self._environment.online

    @operation
    def is_secure(self) -> bool:
        return self._realm.secure

    @operation
    def viewport_width(self) -> int:
        return self._environment.viewport[0]

    @operation
    def viewport_height(self) -> int:
        return self._environment.viewport[1]

    @operation
    def device_pixel_ratio(self) -> float:
        return self._environment.device_pixel_ratio

    @operation
    def user_activation(self, ever: bool) -> bool:
        """https://html.spec.whatwg.org/#sticky-activation, or without `ever` #transient-activation"""
        return self._environment.has_been_active() if ever else self._environment.is_active()

    @operation
    def window_name(self, value: str | None) -> str:
        """https://html.spec.whatwg.org/#dom-name, set first unless `value` is None"""
        if value is not None:
            self._environment.name = value
        return self._environment.name

    @operation
    def dialog(self, kind: str, text: str, default: str) -> str | None:
        """https://html.spec.whatwg.org/#simple-dialogs; None when it was dismissed"""
        return self._environment.dialog(kind, text, default)

    @operation
    def follow_link(self, url: str, target: str) -> bool:
        return _done(self._environment.follow_link, url, target)

    @operation
    def post_form(self, url: str, target: str, content_type: str) -> bool:
        """The body lies in the box."""
        return _done(self._environment.post_form, url, target, content_type, self._realm.take_bytes())

    @operation
    def load_image(self, id_: int) -> bool:
        return _done(self._environment.load_image, id_)

    @operation
    def window_close(self) -> bool:
        return _done(self._environment.close)

    @operation
    def window_stop(self) -> bool:
        return _done(self._environment.stop)


def _done(action: Callable[..., None] | None, *arguments: object) -> bool:
    if action is not None:
        action(*arguments)
    return action is not None
