"""Each kind of source alone, under each type; and how a type is set."""

from ..scenario import TYPES, Scenario

_TYPE = "#audiosession-interface"
_MICROPHONE = ("auto", "play-and-record")


def _element(type_: str) -> Scenario:
    steps = (f"top type {type_}", "top play a => top=active", "top pause a => top=inactive")
    return Scenario(f"one source/media element, {type_}", steps, "#media-element-sink")


def _context(type_: str) -> Scenario:
    steps = (f"top type {type_}", "top context c => top=active", "top suspend c => top=inactive")
    return Scenario(f"one source/AudioContext, {type_}", steps, "#audiocontext-sink")


def _microphone(type_: str) -> Scenario:
    name, anchor = f"one source/microphone, {type_}", "#microphone-track-source"
    if type_ in _MICROPHONE:
        steps = (f"top type {type_}", "top capture m => top=active", "top stop m => top=inactive")
        return Scenario(name, steps, anchor, native="microphone")
    refused = "top capture m => top!active,inactive top.m=ended | top.m=none ->InvalidStateError"
    return Scenario(name, (f"top type {type_}", refused), anchor, native="microphone", decided="refused capture")


def _speech(type_: str) -> Scenario:
    steps = (f"top type {type_}", "top speak s => | top=active")
    return Scenario(f"one source/speech, {type_}", steps, "#integration", native="speech", decided="speech")


def _while_playing(source: str, verb: str, anchor: str) -> Scenario:
    sets = tuple(f"top type {type_}" for type_ in (*TYPES[1:], "auto"))
    return Scenario(f"types/set while {source} plays", (f"top {verb} => top=active", *sets), anchor)


def _read(name: str, *steps: str) -> Scenario:
    return Scenario(f"types/{name}", steps, _TYPE)


_SESSION = "navigator.audioSession"
SCENARIOS = [
    *(build(type_) for build in (_element, _context, _microphone, _speech) for type_ in TYPES),
    _read("default, same object", f"top eval {_SESSION}==={_SESSION} => ->true"),
    _read(
        "is what it was set to at once",
        f"top eval {_SESSION}.type='ambient',{_SESSION}.type => ->ambient top.type=ambient",
    ),
    _read("same value twice", "top play a => top=active", "top type auto & type auto"),
    _read(
        "no member of the enumeration",
        "top type ambient",
        *(
            f"top eval {_SESSION}.type={value},{_SESSION}.type => ->ambient"
            for value in ("'bogus'", "''", "'Playback'", "'playback '", "undefined", "null", "42", "0", "true", "{}")
        ),
    ),
    _read(
        "converted to a string",
        f"top eval {_SESSION}.type=['transient'],{_SESSION}.type => ->transient top.type=transient",
        f"top eval {_SESSION}.type={{toString:()=>'playback'}},{_SESSION}.type => ->playback top.type=playback",
    ),
    _read(
        "cannot be converted",
        f"top eval {_SESSION}.type=Symbol() => ->TypeError",
        f"top eval {_SESSION}.type={{toString(){{throw new RangeError}}}} => ->RangeError",
    ),
    _read("no constructor", "top eval new AudioSession => ->TypeError", "top eval AudioSession() => ->TypeError"),
    _read(
        "read-only attributes",
        f"top eval {_SESSION}.state='active',{_SESSION}.state => ->inactive",
        f"top eval 'use strict'; {_SESSION}.state='active' => ->TypeError",
        f"top eval 'use strict'; {_SESSION}=1 => ->TypeError",
    ),
    _read(
        "the object's shape",
        f"top eval String({_SESSION}) => ->[object_AudioSession]",
        f"top eval JSON.stringify({_SESSION}) => ->{{}}",
        f"top eval structuredClone({_SESSION}) => ->DataCloneError",
        f"top eval let keys = []; for (const key in {_SESSION}) keys.push(key); String(keys) => "
        "->type,state,onstatechange,addEventListener,removeEventListener,dispatchEvent",
    ),
    _while_playing("a media element", "play a", "#audio-session-update-type-algorithm"),
    _while_playing("an AudioContext", "context c", "#audio-session-update-type-algorithm"),
    Scenario(
        "types/six values in one task",
        ("top play a => top=active", "top " + " & ".join(f"type {type_}" for type_ in (*TYPES[1:], "transient"))),
        "#audio-session-update-type-algorithm",
    ),
    Scenario(
        "types/set while muted",
        ("top load a & mute a & type playback & play a", "top pause a"),
        "#media-element-sink",
    ),
]
