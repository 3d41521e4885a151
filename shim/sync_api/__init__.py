"""The API of `shim`, blocking: the same names, and no `await`. For tests and scripts without an event loop.

    with Browser() as browser:
        page = browser.new_page()
        page.goto("player.html")
        with browser.device.phone_call():
            page.wait_for_session("interrupted")

Pages run while a call waits, and stand still between calls. docs/pytest.md has more.
"""

import inspect

import shim

from .blocking import BlockingCallable, blocking_class, is_live

# A server that stands still between calls would answer nobody.
__all__ = ["inject", *(name for name in shim.__all__ if name != "Server")]  # the stub has their types


def __getattr__(name: str) -> object:
    if name == "inject":
        from .injection import inject as value
    elif name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    elif inspect.isclass(value := getattr(shim, name)):
        value = blocking_class(value) if is_live(value) else value
    elif callable(value):
        value = BlockingCallable(value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
