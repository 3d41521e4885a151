"""Pages of an origin that is not trustworthy: the interface is not restricted to secure contexts."""

from ..scenario import Frame, Scenario

_NAVIGATOR = "#extensions-to-navigator"
_DISPLACING = (
    "top type playback",
    "frame type playback",
    "top play a => top=active",
    "frame play b => frame=active top=inactive",
)


def _insecure(
    name: str, *steps: str, frames: tuple[Frame, ...] = (), site: str = "insecure", anchor: str = _NAVIGATOR
) -> Scenario:
    return Scenario(f"insecure origins/{name}", steps, anchor, frames, site=site)


SCENARIOS = [
    _insecure(
        "the interface",
        "top eval isSecureContext => ->false",
        "top eval 'AudioSession' in window && 'audioSession' in navigator => ->true",
    ),
    _insecure("media element", "top type ambient", "top play a => top=active", "top pause a => top=inactive"),
    _insecure("AudioContext", "top context c => top=active", "top suspend c => top=inactive"),
    _insecure("no microphone", "top eval typeof navigator.mediaDevices => ->undefined"),
    _insecure("a frame of the same origin", *_DISPLACING, frames=(Frame("frame", "insecure"),)),
    _insecure(
        "a frame of a trustworthy origin",
        "frame eval isSecureContext => ->false",
        *_DISPLACING,
        frames=(Frame("frame", "same"),),
    ),
    _insecure(
        "a frame in a page of a trustworthy origin",
        "frame eval isSecureContext => ->false",
        *_DISPLACING,
        frames=(Frame("frame", "insecure"),),
        site="same",
    ),
]
