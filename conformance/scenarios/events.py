"""The statechange event, the handler attribute, and sessions of documents that have gone or have no address."""

from ..scenario import Frame, Scenario

_INTERFACE = "#audiosession-interface"
_SESSION = "navigator.audioSession"
_ACTIVE = "top play a => top=active"


def _event(name: str, *steps: str) -> Scenario:
    return Scenario(f"statechange event/{name}", steps, "#audio-session-update-state-algorithm")


def _document(name: str, *steps: str) -> Scenario:
    return Scenario(f"documents/{name}", steps, "#extensions-to-navigator", (Frame("frame"),))


_SEEN = (
    "top eval var seen = 'nothing'; navigator.audioSession.addEventListener('statechange', function (e) { seen = "
    "[e.type, "
    "e.constructor === Event, e.bubbles, e.cancelable, e.composed, e.isTrusted, e.target === this, e.currentTarget "
    "=== this, "
    "e.eventPhase, e.composedPath().length, this.state]; })"
)
_TOLD = (
    "top eval var told = []; const l1 = function () { told.push('first'); }, l2 = function () { told.push('second'); };"
)
_READ = "top eval String(told.splice(0))"

SCENARIOS = [
    _event(
        "its attributes",
        _SEEN,
        _ACTIVE,
        "top eval String(seen) => ->statechange,true,false,false,false,true,true,true,2,1,active",
    ),
    _event(
        "listeners in the order of their registration",
        f"{_TOLD} {_SESSION}.addEventListener('statechange', l1); {_SESSION}.onstatechange = function () {{ "
        f"told.push('attribute'); }}; {_SESSION}.addEventListener('statechange', l2)",
        _ACTIVE,
        f"{_READ} => ->first,attribute,second",
        f"top eval {_SESSION}.onstatechange = function () {{ told.push('replaced'); }}, 0 => ->0",
        "top pause a => top=inactive",
        f"{_READ} => ->first,replaced,second",
    ),
    _event(
        "a handler that throws",
        f"{_TOLD} var errors = 0; window.onerror = function () {{ errors++; return true; }}; "
        f"{_SESSION}.onstatechange = "
        f"function () {{ throw new Error('on purpose'); }}; {_SESSION}.addEventListener('statechange', l2)",
        _ACTIVE,
        "top eval [errors, ...told] => ->1,second",
    ),
    _event(
        "once, and removed",
        f"{_TOLD} {_SESSION}.addEventListener('statechange', l1, {{ once: true }}); "
        f"{_SESSION}.addEventListener('statechange', l2); {_SESSION}.removeEventListener('statechange', l2)",
        _ACTIVE,
        "top pause a => top=inactive",
        f"{_READ} => ->first",
    ),
    _event(
        "what is no function",
        f"top eval {_SESSION}.onstatechange => ->null",
        f"top eval {_SESSION}.onstatechange = 5, {_SESSION}.onstatechange => ->null",
        f"top eval {_SESSION}.onstatechange = {{}}, typeof {_SESSION}.onstatechange => ->object",
        _ACTIVE,
    ),
    _event(
        "dispatched by the page",
        f"top eval var seen; {_SESSION}.onstatechange = function (e) {{ seen = e.isTrusted; }}; "
        f"{_SESSION}.dispatchEvent(new Event('statechange')) => ->true top!inactive",
        "top eval seen => ->false",
    ),
    _event(
        "not seen at the window",
        "top eval var seen = 0; window.addEventListener('statechange', function () { seen++; }, true); 0 => ->0",
        _ACTIVE,
        "top eval seen => ->0",
    ),
    _event(
        "a type set in its handler",
        f"top eval {_SESSION}.onstatechange = function () {{ {_SESSION}.type = 'ambient'; }}, 0 => ->0",
        f"{_ACTIVE} top.type=ambient",
        "top pause a => top=inactive",
    ),
    _event(
        "paused in its handler",
        f"top eval {_SESSION}.onstatechange = function () {{ sources.get('a').pause(); }}, 0 => ->0",
        "top play a => top!active,inactive top.a=paused",
    ),
    _document(
        "each has its own session and type",
        f"top eval frames.frame.{_SESSION} === {_SESSION} => ->false",
        "top type ambient",
        f"top eval frames.frame.{_SESSION}.type = 'transient', frames.frame.{_SESSION}.type => ->transient "
        f"frame.type=transient",
    ),
    _document(
        "the session of a removed frame",
        f"top eval var held = frames.frame.{_SESSION}; held.type = 'playback'; 0 => ->0 frame.type=playback",
        "top remove frame",
        "top eval held.type = 'ambient', held.type + held.state => ->ambientinactive",
    ),
    _document(
        "the session of a frame that was removed as it played",
        f"top eval var held = frames.frame.{_SESSION}; 0 => ->0",
        "frame play b => frame=active",
        "top remove frame",
        "top eval held.state => ->active",
    ),
    _document(
        "about:blank",
        "top eval var made = document.createElement('iframe'); document.body.append(made); 0 => ->0",
        f"top eval made.contentWindow.{_SESSION}.type + made.contentWindow.{_SESSION}.state => ->autoinactive",
    ),
    *(
        _document(
            f"a sandboxed frame, {kind}",
            "top eval new Promise(function (resolve) { window.addEventListener('message', function (e) { if (typeof "
            "e.data === "
            "'string') resolve(e.data); }); const made = document.createElement('iframe'); made.sandbox = "
            "'allow-scripts'; "
            f"made.{kind} = {prefix}\"<script>parent.postMessage({_SESSION}.type + {_SESSION}.state, '*')</script>\"; "
            "document.body.append(made); }) => ->autoinactive",
        )
        for kind, prefix in (("srcdoc", ""), ("src", "'data:text/html,' + "))
    ),
]
