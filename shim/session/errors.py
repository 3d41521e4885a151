"""Errors, classed by whose fault they are. Raising one of them has changed nothing."""

from shim.errors import Error


class SessionError(Error):
    """Base of all errors of the session model."""


class RemoteSessionError(SessionError):
    """A document said something that its session does not allow: the page's link is wrong or hostile."""


class LocalSessionError(SessionError):
    """The embedder called something that does not apply now: an unknown document, an interruption ended twice."""


class InternalSessionError(SessionError):
    """The model reached something its own tables forbid: a bug of ours."""
