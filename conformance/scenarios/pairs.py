"""Two documents that play one after the other, in all pairs of types, from the same origin and across sites."""

from ..scenario import EXCLUSIVE, TYPES, Frame, Scenario

_ANCHOR = "#audio-session-other-algorithms"


def _in_effect(type_: str) -> str:
    """A playing element's type is playback unless another is set. https://w3c.github.io/audio-session/#media-element-sink"""
    return "playback" if type_ == "auto" else type_


def displaces(later: str, earlier: str) -> bool:
    """*Update all AudioSession states*, steps 3 and 5.3, of sessions that play a media element."""
    return _in_effect(later) in EXCLUSIVE and _in_effect(earlier) in EXCLUSIVE


def _one_after_the_other(site: str, first: str, second: str, types: tuple[str, str]) -> Scenario:
    earlier, later = types
    outcome, decided = f"{second}=active", ""
    if displaces(later, earlier):
        outcome += f" {first}=inactive"
    if types == ("auto", "auto"):
        outcome, decided = f"{outcome} | {second}=active", "auto beside auto"
    return Scenario(
        f"two documents, {site}, {first} first/{earlier}, then {later}",
        (
            f"{first} type {earlier}",
            f"{second} type {later}",
            f"{first} play a => {first}=active",
            f"{second} play b => {outcome}",
        ),
        _ANCHOR,
        (Frame("frame", site),),
        native=decided,
        decided=decided,
    )


def _set_while_both_play(site: str, label: str, type_: str) -> Scenario:
    other = "frame" if label == "top" else "top"
    lost = f" => {other}=inactive" if displaces(type_, "auto") else ""
    back = f"{label} type auto"
    # By the letter the second to play displaces the first already, and so the first never displaces anything.
    if label == "top":
        steps = (f"{label} type {type_} => | frame=inactive" if lost else f"{label} type {type_}", back)
    else:
        steps = (f"{label} type {type_}" + (" => | top=inactive" if lost else ""), back)
    return Scenario(
        f"two documents, both auto and playing, {site}/{label} sets {type_}",
        ("top play a => top=active", "frame play b => frame=active top=inactive | frame=active", *steps),
        _ANCHOR,
        (Frame("frame", site),),
        native="auto beside auto",
        decided="auto beside auto",
    )


SCENARIOS = [
    *(
        _one_after_the_other(site, first, second, (earlier, later))
        for site in ("same", "other")
        for first, second in (("top", "frame"), ("frame", "top"))
        for earlier in TYPES
        for later in TYPES
    ),
    *(
        _set_while_both_play(site, label, type_)
        for site in ("same", "other")
        for label in ("frame", "top")
        for type_ in TYPES[1:]
    ),
]
