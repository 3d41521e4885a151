"""Services that media get from their surroundings, whichever specification they are of."""

from typing import NamedTuple, Protocol


class Cancellable(Protocol):
    """A timer or a background task; `asyncio.TimerHandle` and `asyncio.Task` are ones."""

    def cancel(self) -> object:
        """No further step of it runs."""


class FetchedMedia(NamedTuple):
    """A whole response body and its Content-Type."""

    data: bytes
    content_type: str
    is_tainted: bool = False
    """True when the samples are hidden from the page: they came from another origin, without CORS."""
    url: str = ""
    """The URL that answered, after all redirects."""
