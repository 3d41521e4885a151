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

from .blocking import blocking, blocking_class, is_live

__tracebackhide__ = True
__all__ = ["inject", *shim.__all__]  # noqa: PLE0604 their stub lists them


def __getattr__(name: str) -> object:
    if name == "inject":
        from .injection import inject as value
    elif name not in shim.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    elif inspect.isclass(value := getattr(shim, name)):
        value = blocking_class(value) if is_live(value) else value
    elif inspect.isroutine(value):
        value = blocking(None, value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
