"""Tabs of two and three documents beyond the pairs: what ends a displacement, removal, navigation, moved elements."""

from ..scenario import Frame, Scenario

_ALL = "#audio-session-other-algorithms"
_UPDATE = "#integration"
_NAVIGATOR = "#extensions-to-navigator"
_MEDIA = "#media-element-sink"
_SITES = ("same", "other")


def _two(name: str, *steps: str, anchor: str = _ALL, **reasons: str | bool) -> list[Scenario]:
    """A document with a frame, from the same origin and from another site."""
    return [
        Scenario(f"{name}, {site}", steps, anchor, (Frame("frame", site),), **reasons)  # type: ignore[arg-type]
        for site in _SITES
    ]


def _three(name: str, *steps: str, nested: bool = False, reason: str = "") -> list[Scenario]:
    """A document with two frames, or with a frame in a frame, of one origin and of three."""
    parent = "frame" if nested else "top"
    return [
        Scenario(
            f"three documents/{name}, {first} and {second}",
            steps,
            _ALL,
            (Frame("frame", first), Frame("second", second, parent)),
            native=reason,
            decided=reason,
        )
        for first, second in (("same", "same"), ("other", "port"))
    ]


# The frame has displaced the top document.
_DISPLACED = (
    "top type playback",
    "frame type playback",
    "top play a => top=active",
    "frame play b => frame=active top=inactive",
)
_ANEW = "top=active frame=inactive"


def _anew(name: str, *steps: str, **reasons: str | bool) -> list[Scenario]:
    return _two(f"displaced, then {name}", *_DISPLACED, *steps, anchor=_UPDATE, **reasons)


SCENARIOS = [
    *_three(
        "two frames, the top one silent",
        "frame type playback",
        "second type playback",
        "frame play b => frame=active",
        "second play c => second=active | second=active frame=inactive",
        reason="turn of one session",
    ),
    *_three(
        "one after the other, playback",
        "top type playback",
        "frame type playback",
        "second type playback",
        "top play a => top=active",
        "frame play b => frame=active top=inactive",
        "second play c => second=active | second=active frame=inactive",
        reason="turn of one session",
    ),
    *_three(
        "last frame first",
        "top type transient-solo",
        "frame type playback",
        "second type play-and-record",
        "second play c => second=active",
        "frame play b => frame=active | frame=active second=inactive",
        "top play a => top=active frame=inactive",
        reason="turn of one session",
    ),
    *_three(
        "ambient at the top",
        "top type ambient",
        "frame type playback",
        "second type playback",
        "top play a => top=active",
        "frame play b => frame=active",
        "second play c => second=active | second=active frame=inactive",
        reason="turn of one session",
    ),
    *_three(
        "ambient between",
        "top type playback",
        "frame type ambient",
        "second type transient-solo",
        "top play a => top=active",
        "frame play b => frame=active",
        "second play c => second=active top=inactive",
    ),
    *_three(
        "none exclusive",
        "top type ambient",
        "frame type transient",
        "second type ambient",
        "top play a => top=active",
        "frame play b => frame=active",
        "second play c => second=active",
    ),
    *_three(
        "all auto",
        "top play a => top=active",
        "frame play b => frame=active top=inactive | frame=active",
        "second play c => second=active",
        reason="auto beside auto",
    ),
    *_three(
        "two auto, then playback",
        "second type playback",
        "top play a => top=active",
        "frame play b => frame=active top=inactive | frame=active",
        "second play c => second=active | second=active top=inactive frame=inactive",
        reason="auto beside auto",
    ),
    *_three(
        "nested, the innermost last",
        "top type playback",
        "second type playback",
        "top play a => top=active",
        "second play c => second=active top=inactive",
        nested=True,
    ),
    *_three(
        "nested, the middle one removed",
        "top type playback",
        "second type playback",
        "top play a => top=active",
        "second play c => second=active top=inactive",
        "top remove frame & eval documents.delete('second'); 0 => ->0 second.gone",
        "top mute a & unmute a => top=active",
        nested=True,
    ),
    *_anew("paused and played", "top pause a", f"top play a => {_ANEW}"),
    *_anew("muted and unmuted", "top mute a", f"top unmute a => {_ANEW}"),
    *_anew("muted and unmuted in one task", f"top mute a & unmute a => {_ANEW}"),
    *_anew("volume 0 and 1", "top volume a 0", f"top volume a 1 => {_ANEW}"),
    *_anew("a second element", f"top play c => {_ANEW}"),
    *_anew("an AudioContext", f"top context c => {_ANEW}"),
    *_anew("a new source", "top source a tone.wav", f"top play a => {_ANEW}"),
    *_anew(
        "back and forth", f"top mute a & unmute a => {_ANEW}", "frame mute b & unmute b => frame=active top=inactive"
    ),
    *_anew("played while playing", "top play a"),
    *_anew("pause and play in one task", "top pause a & play a"),
    *_anew("seek", "top seek a 10"),
    *_anew("types", *(f"top type {t}" for t in ("ambient", "playback", "auto", "transient-solo", "play-and-record"))),
    *_anew("the other pauses", "frame pause b => frame=inactive"),
    *_anew("the other becomes ambient", "frame type ambient"),
    *_anew("it pauses", "top pause a"),
    *_anew("the other is removed", "top remove frame"),
    *_anew("the other is removed, anew", "top remove frame", "top mute a & unmute a => top=active"),
    *_anew("the other navigates", "top navigate frame other"),
    *_anew("the other navigates and plays", "top navigate frame same", "frame play c => frame=active"),
    *_two(
        "two documents, other sources/AudioContext at auto does not displace",
        "top play a => top=active",
        "frame context c => frame=active",
    ),
    *_two(
        "two documents, other sources/AudioContext at auto is not displaced",
        "frame context c => frame=active",
        "top type playback",
        "top play a => top=active",
    ),
    *_two(
        "two documents, other sources/AudioContext at playback displaces",
        "top type playback",
        "frame type playback",
        "top play a => top=active",
        "frame context c => frame=active top=inactive",
        "top mute a & unmute a => top=active frame=inactive",
    ),
    *_two(
        "two documents, other sources/AudioContext, then an element",
        "top type playback",
        "top play a => top=active",
        "frame context c => frame=active",
        "frame play b",
        "top type transient-solo => frame=inactive",
        "frame pause b",
        native="computed anew",
    ),
    *_two(
        "two documents, other sources/microphone displaces",
        "top type playback",
        "top play a => top=active",
        "frame capture m => frame=active top=inactive",
        "frame stop m => frame=inactive",
        native="microphone",
    ),
    *_two(
        "two documents, other sources/type of a silent frame",
        "top type playback",
        "top play a => top=active",
        *(f"frame type {t}" for t in ("playback", "transient-solo", "ambient", "auto")),
    ),
    *_two(
        "two documents, other sources/several types in one task",
        "top type playback",
        "frame type ambient",
        "top play a => top=active",
        "frame play b => frame=active",
        "frame type playback & type transient-solo & type ambient",
        native="each type at once",
    ),
    *_two(
        "two documents, other sources/type set to an exclusive one",
        "top type playback",
        "frame type ambient",
        "top play a => top=active",
        "frame play b => frame=active",
        "frame type transient-solo => top=inactive",
        "frame type ambient",
    ),
    *_two(
        "removal and navigation/a playing frame is removed",
        "frame type playback",
        "frame play b => frame=active",
        "top remove frame",
        "top play a => top=active",
        anchor=_NAVIGATOR,
    ),
    *_two(
        "removal and navigation/a playing frame navigates",
        "frame type playback",
        "frame play b => frame=active",
        "top navigate frame port",
        "frame play c => frame=active",
        anchor=_NAVIGATOR,
    ),
    *_two(
        "removal and navigation/removed and inserted",
        "frame type ambient",
        "frame play b => frame=active",
        "top remove frame",
        "top insert frame",
        "frame play c => frame=active",
        anchor=_NAVIGATOR,
    ),
    *_two(
        "removal and navigation/a displaced frame is removed",
        "frame type playback",
        "top type playback",
        "frame play b => frame=active",
        "top play a => top=active frame=inactive",
        "top remove frame",
        "top pause a => top=inactive",
        anchor=_NAVIGATOR,
    ),
    *_two(
        "order of events/displacing and displaced",
        *_DISPLACED[:2],
        "top play a => top=active (top)",
        "frame play b => frame=active top=inactive (frame,top)",
        anchor="#audio-session-update-state-algorithm",
        native="order of events",
        order=True,
    ),
    Scenario(
        "moved elements/playing, to a frame and back",
        (
            "top play a => top=active",
            "top give a frame => | top=inactive frame=active",
            "top take a => | top=active frame=inactive",
        ),
        _MEDIA,
        (Frame("frame"),),
        native="moved",
        decided="moved",
    ),
    Scenario(
        "moved elements/adopted by a frame",
        (
            "top play a => top=active",
            "top adopt a frame => top.a=paused | top.a=paused top=inactive",
            "top eval 0 => ->0",
        ),
        _MEDIA,
        (Frame("frame"),),
        native="moved",
        decided="moved",
    ),
]
