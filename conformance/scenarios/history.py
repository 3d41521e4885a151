"""Documents that come and go along a session history: each is a new one with a session of its own."""

from ..scenario import Frame, Scenario

_NAVIGATOR = "#extensions-to-navigator"
_FRAME = (Frame("frame"),)
_HELD = "top eval var held = frames.frame.navigator.audioSession; 0 => ->0"


def _history(name: str, *steps: str, frames: tuple[Frame, ...] = _FRAME, popups: tuple[str, ...] = ()) -> Scenario:
    return Scenario(f"session history/{name}", steps, _NAVIGATOR, frames, popups=popups)


SCENARIOS = [
    _history(
        "a frame goes on and back",
        "frame type ambient",
        "frame play b => frame=active",
        "top go frame same",
        "frame type playback",
        "frame play c => frame=active",
        "top traverse frame -1",
        "frame play d => frame=active",
    ),
    _history(
        "a frame goes back and forward while the page plays",
        "top type playback",
        "top play a => top=active",
        "top go frame same",
        "top traverse frame -1",
        "top traverse frame 1",
        "frame type playback",
        "frame play b => frame=active top=inactive",
    ),
    _history(
        "a displacing frame goes back",
        "top type playback",
        "top go frame same",
        "frame type playback",
        "top play a => top=active",
        "frame play b => frame=active top=inactive",
        "top traverse frame -1",
        "top mute a & unmute a => top=active",
    ),
    _history(
        "a popup goes on and back",
        "top open popup same",
        "popup type ambient",
        "popup play b => popup=active",
        "top go popup same",
        "top traverse popup -1",
        "popup play c => popup=active",
        frames=(),
        popups=("popup",),
    ),
    _history(
        "entries of the same document",
        "top type playback",
        "top play a => top=active",
        "top eval history.pushState(1, '', '?pushed'); history.replaceState(2, ''); location.hash = 'x'; 0 => ->0",
        "top eval new Promise(function (done) { window.addEventListener('popstate', function () { "
        "done(history.length > 2); }, { once: true }); history.back(); }) => ->true",
        frames=(),
    ),
    _history(
        "the session of a frame that went on",
        _HELD,
        "frame play b => frame=active",
        "top go frame same",
        "top eval held.state => ->active",
    ),
]
