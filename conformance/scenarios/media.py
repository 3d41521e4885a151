"""Media elements of one document: what makes one audible, what ends it, and several at once."""

from ..scenario import Scenario

_ANCHOR = "#media-element-sink"
_AUDIBLE = "#integration"


def _media(name: str, *steps: str, native: str = "", decided: str = "", slow: bool = False) -> Scenario:
    return Scenario(f"media element/{name}", steps, _ANCHOR, native=native, decided=decided, slow=slow)


def _several(name: str, *steps: str, native: str = "", decided: str = "", slow: bool = False) -> Scenario:
    return Scenario(f"several sources/{name}", steps, _AUDIBLE, native=native, decided=decided, slow=slow)


SCENARIOS = [
    _media(
        "play again after pause", "top play a => top=active", "top pause a => top=inactive", "top play a => top=active"
    ),
    _media(
        "to its end, and again", "top play a => top=active", "top finish a => top=inactive", "top play a => top=active"
    ),
    _media("loop", "top play a => top=active", "top loop a", "top finish a => top.a=playing"),
    _media("seek", "top play a => top=active", "top seek a 10"),
    _media("seek in the muted", "top load a & mute a & play a", "top seek a 10", "top unmute a => top=active"),
    _media("rate of two", "top play a => top=active", "top rate a 2", "top pause a => top=inactive"),
    _media("rate of zero", "top play a => top=active", "top rate a 0", "top rate a 1"),
    _media("pause and play in one task", "top play a => top=active", "top pause a & play a"),
    _media("play and pause in one task", "top play a & pause a => ->AbortError", "top play a => top=active"),
    _media(
        "muted, then not", "top load a & mute a & play a", "top unmute a => top=active", "top mute a => top=inactive"
    ),
    _media(
        "volume 0, then not",
        "top load a & volume a 0 & play a",
        "top volume a 0.001 => top=active",
        "top volume a 1",
        "top volume a 0 => top=inactive",
    ),
    _media(
        "muted and volume 0",
        "top load a & mute a & volume a 0 & play a",
        "top unmute a",
        "top mute a & volume a 1",
        "top unmute a => top=active",
    ),
    _media(
        "muted and unmuted in one task",
        "top play a => top=active",
        "top mute a & unmute a => top=inactive | top!inactive,active",
        decided="last request",
        native="not coalesced",
    ),
    _media("paused is muted and unmuted", "top load a & mute a", "top unmute a"),
    _media("muted ends", "top load a & mute a & play a", "top finish a"),
    _media("source removed", "top play a => top=active", "top unload a => top=inactive"),
    _media(
        "new source, played",
        "top play a => top=active",
        "top source a tone.wav => top=inactive",
        "top play a => top=active",
    ),
    _media("no such file", "top play a missing.wav => ->NotSupportedError"),
    _media("removed from the document", "top play a => top=active", "top detach a => top=inactive"),
    _media("detached", "top detached a => top=active", "top pause a => top=inactive"),
    _media("detached, autoplay", "top autoplay a => top=active top.a=playing"),
    _media("silence", "top play a silence.wav => top=active", native="samples", slow=True),
    _media(
        "shorter than three seconds",
        "top play a short.wav => top=active",
        "top finish a => top=inactive",
        native="short",
    ),
    _media("short, looping", "top load a short.wav & loop a & play a => top=active", native="short"),
    _media("video without sound", "top play v silent-video.webm"),
    _media(
        "video with sound",
        "top load v video-with-audio.webm & loop v & play v => top=active",
        "top pause v => top=inactive",
    ),
    _several(
        "two elements, one after the other",
        "top play a => top=active",
        "top play b",
        "top pause a => top=inactive |",
        "top pause b => | top=inactive",
        decided="last audible",
        native="last audible",
    ),
    _several(
        "two elements, muted",
        "top play a => top=active",
        "top play b",
        "top mute a => top=inactive |",
        "top mute b => | top=inactive",
        "top unmute a => top=active",
        decided="last audible",
        native="last audible",
    ),
    _several(
        "element and AudioContext, element first to stop",
        "top play a => top=active",
        "top context c",
        "top pause a => top=inactive |",
        "top suspend c => | top=inactive",
        decided="last audible",
        native="last audible",
    ),
    _several(
        "element and AudioContext, AudioContext first to stop",
        "top play a => top=active",
        "top context c",
        "top suspend c => top=inactive |",
        "top pause a => | top=inactive",
        decided="last audible",
        native="last audible",
    ),
    _several(
        "element and microphone",
        "top capture m => top=active",
        "top play a",
        "top pause a => top=inactive |",
        "top stop m => | top=inactive",
        decided="last audible",
        native="microphone",
    ),
    _several(
        "two AudioContexts",
        "top context c => top=active",
        "top context d",
        "top suspend c => top=inactive |",
        "top close d => | top=inactive",
        decided="last audible",
        native="last audible",
    ),
    _several(
        "one starts as the other stops, in one task",
        "top play a => top=active",
        "top load b",
        "top pause a & play b => top=inactive | top!inactive,active",
        decided="last request",
        native="last request",
    ),
    _several("one of two is silent", "top load a & mute a & play a", "top play b => top=active", "top pause a"),
]
