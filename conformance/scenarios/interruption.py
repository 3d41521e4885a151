"""A phone call: with nothing, something and everything audible, and what page and user do meanwhile."""

from ..scenario import Frame, Scenario

_PLAYING = "top play a => top=active"
_CALL = "device call => top=interrupted top.a=paused"
_RESUMED = "device hang up => top=active top.a=playing"


def _call(
    name: str, *steps: str, anchor: str = "#integration", decided: str = "", frames: tuple[Frame, ...] = ()
) -> Scenario:
    return Scenario(
        f"interruption/{name}", steps, anchor, frames, decided=decided, unobservable="no interruption", slow=True
    )


SCENARIOS = [
    _call("nothing audible", "device call", "device hang up"),
    _call("nothing audible, a muted element", "top load a & mute a & play a", "device call", "device hang up"),
    _call("media element", _PLAYING, _CALL, _RESUMED, anchor="#media-element-sink"),
    _call(
        "AudioContext",
        "top context c => top=active",
        "device call => top=interrupted top.c=interrupted",
        "device hang up => top=active top.c=running",
        anchor="#audiocontext-sink",
    ),
    _call(
        "microphone",
        "top capture m => top=active",
        "device call => top=interrupted top.m=muted",
        "device hang up => top=active top.m=live",
        anchor="#microphone-track-source",
    ),
    _call(
        "speech",
        "top speak s => | top=active",
        "device call => | top=interrupted",
        "device hang up => | top=active",
        decided="speech",
    ),
    _call(
        "everything",
        "top capture m => top=active",
        _PLAYING.partition(" => ")[0],
        "top context c",
        "device call => top=interrupted top.a=paused top.c=interrupted top.m=muted",
        "device hang up => top=active top.a=playing top.c=running top.m=live",
    ),
    _call("two elements", _PLAYING, "top play b", f"{_CALL} top.b=paused", f"{_RESUMED} top.b=playing"),
    _call(
        "one of two is paused",
        _PLAYING,
        "top play b",
        "top pause b => top=inactive |",
        _CALL.replace("=> ", "=> | "),
        _RESUMED.replace("=> ", "=> | "),
        decided="last audible",
    ),
    _call("paused meanwhile", _PLAYING, _CALL, "top pause a", "device hang up => top=inactive"),
    _call("one of two paused meanwhile", _PLAYING, "top play b", f"{_CALL} top.b=paused", "top pause b", _RESUMED),
    _call("begun meanwhile", "device call", "top begin a => top=interrupted top.a=paused", _RESUMED),
    _call(
        "unmuted meanwhile",
        "top load a & mute a & play a",
        "device call",
        "top unmute a => top=interrupted top.a=paused",
        _RESUMED,
    ),
    _call("source removed meanwhile", _PLAYING, _CALL, "top unload a", "device hang up => top=inactive"),
    _call(
        "suspended meanwhile",
        "top context c => top=active",
        "device call => top=interrupted top.c=interrupted",
        "top suspend c",
        "device hang up => top=inactive",
    ),
    _call(
        "stopped meanwhile",
        "top capture m => top=active",
        "device call => top=interrupted top.m=muted",
        "top stop m",
        "device hang up => top=inactive",
    ),
    _call(
        "microphone ended by a type meanwhile",
        "top capture m => top=active",
        "device call => top=interrupted top.m=muted",
        "top type playback => top.m=ended",
        "device hang up => top=inactive",
        anchor="#microphone-track-source",
    ),
    _call("type set meanwhile", _PLAYING, _CALL, "top type ambient", "top type playback", _RESUMED),
    _call("two calls, one after the other", _PLAYING, _CALL, _RESUMED, _CALL, _RESUMED),
    _call("two calls at a time", _PLAYING, _CALL, "device call", "device hang up", _RESUMED, decided=""),
    _call(
        "two documents at auto",
        _PLAYING,
        "frame play b => frame=active top=inactive | frame=active",
        "device call => frame=interrupted frame.b=paused | top=interrupted frame=interrupted top.a=paused "
        "frame.b=paused",
        "device hang up => frame=active frame.b=playing | top=active frame=active top.a=playing frame.b=playing",
        decided="auto beside auto",
        frames=(Frame("frame", "other"),),
    ),
    _call(
        "two documents, one displaced",
        "top type playback",
        "frame type playback",
        _PLAYING,
        "frame play b => frame=active top=inactive",
        "device call => frame=interrupted frame.b=paused | top=interrupted frame=interrupted top.a=paused "
        "frame.b=paused",
        "device hang up => frame=active frame.b=playing | top!active,inactive frame=active top.a=playing "
        "frame.b=playing",
        decided="displaced and interrupted",
        frames=(Frame("frame", "other"),),
    ),
    _call(
        "frame removed meanwhile",
        "frame play b => frame=active",
        "device call => frame=interrupted frame.b=paused",
        "top remove frame",
        "device hang up",
        frames=(Frame("frame"),),
    ),
    _call(
        "frame navigates meanwhile",
        "frame play b => frame=active",
        "device call => frame=interrupted frame.b=paused",
        "top navigate frame same",
        "frame begin c => frame=interrupted frame.c=paused",
        "device hang up => frame=active frame.c=playing",
        frames=(Frame("frame"),),
    ),
]
