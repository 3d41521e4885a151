"""The audio session of a document that is not at hand: in a browser, or in another process."""

from __future__ import annotations

from collections.abc import Callable

from shim.session.document import AudioSession


class Session:
    """A document's audio session, as the document last said it is. `find` gives what the device keeps of it, None while
    there is no document."""

    def __init__(self, find: Callable[[], AudioSession | None]) -> None:
        self._find = find

    @property
    def type(self) -> str:
        """`navigator.audioSession.type`"""
        model = self._find()
        return str(model.type) if model is not None else "auto"

    @property
    def state(self) -> str:
        """`navigator.audioSession.state`: inactive, active or interrupted"""
        model = self._find()
        return str(model.notified_state) if model is not None else "inactive"

    @property
    def computed_type(self) -> str:
        """The type in effect. https://w3c.github.io/audio-session/#compute-the-audio-session-type"""
        model = self._find()
        return str(model.computed_type) if model is not None else "ambient"

    def __repr__(self) -> str:
        return f"<Session type={self.type!r} state={self.state!r}>"
