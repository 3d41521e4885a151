"""Scenarios, and the trace that the draft's text, or one of our decisions, gives for each.

A scenario is a tab of documents and a list of steps. A step is written `action => expectation`. The action is done by
page.js (`document verb arguments`) or, if it begins with `device`, by the runner. The expectation says what changes by
the draft's words; after ` | ` comes the same by a decision of ours that reads them otherwise:
- `top=active`: a state; `top.type=ambient`: a type that script set without the verb `type`
- `top.a=paused`: what a source does, beyond what the action says by itself
- `top!active,inactive`: the statechange events, where they are not the one that a change of state implies
- `->Name`: what the action gives; `(frame,top)`: the order of events; `frame.gone`: a document went with another
"""

from __future__ import annotations

from dataclasses import dataclass, field

TYPES = ("auto", "playback", "transient", "transient-solo", "ambient", "play-and-record")
EXCLUSIVE = frozenset({"playback", "transient-solo", "play-and-record"})
# The state that a verb brings the source to that it names.
_EFFECTS = {
    "load": "paused",
    "play": "playing",
    "begin": "playing",
    "pause": "paused",
    "finish": "ended",
    "unload": "paused",
    "source": "paused",
    "detach": "paused",
    "detached": "playing",
    "autoplay": "playing",
    "listen": "playing",
    "context": "running",
    "silent": "running",
    "short": "running",
    "wire": "running",
    "hear": "running",
    "suspend": "suspended",
    "resume": "running",
    "close": "closed",
    "capture": "live",
    "stop": "ended",
    "speak": "speaking",
    "cancel": "idle",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of the tab: its document's name, the site that it is from, and the document that it is in."""

    label: str
    site: str = "same"
    parent: str = "top"


@dataclass(frozen=True, slots=True)
class Scenario:
    """`anchor` is the section of the draft that decides. `native` and `decided` name the explanations (see reasons.py)
    of a native trace that is not the draft's, and of a decision, as which ours must be. `unobservable` names why there
    is no native trace."""

    name: str
    steps: tuple[str, ...]
    anchor: str
    frames: tuple[Frame, ...] = ()
    native: str = ""
    decided: str = ""
    unobservable: str = ""
    popups: tuple[str, ...] = ()
    """Names of documents of other tabs, which the verb `open` opens."""
    site: str = "same"
    """The site that the top document is from."""
    slow: bool = False
    """True when silence counts only after two seconds of it."""
    order: bool = False
    """True when the trace has the order of the documents' events."""

    @property
    def group(self) -> str:
        return self.name.partition("/")[0]

    @property
    def labels(self) -> list[str]:
        return ["top", *(frame.label for frame in self.frames), *self.popups]

    @property
    def actions(self) -> list[str]:
        return [step.partition(" => ")[0].strip() for step in self.steps]

    def draft(self) -> list[Look]:
        """The looks after each step by the draft's text."""
        return self._on_paper(0)

    def as_decided(self) -> list[Look]:
        """The looks after each step by the draft's text and our decisions."""
        return self._on_paper(-1)

    def _on_paper(self, side: int) -> list[Look]:
        tab = Tab(self.labels, self.order)
        for popup in self.popups:
            del tab.documents[popup]
        return [
            tab.step(action, f" {step.partition(' => ')[2]} ".split(" | ")[side].split())
            for action, step in zip(self.actions, self.steps, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Look:
    """The view after a step: the states by document, and all that is seen as page.js writes it."""

    states: dict[str, str]
    text: str


@dataclass(slots=True)
class Document:
    """A document on paper."""

    label: str
    type: str = "auto"
    state: str = "inactive"
    events: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        events = [f"!{','.join(self.events)}"] if self.events else []
        sources = [f"{name}={state}" for name, state in self.sources.items()]
        return " ".join([f"{self.label} {self.type}/{self.state}", *events, *sources])


class Tab:
    """The documents of a scenario on paper."""

    def __init__(self, labels: list[str], order: bool) -> None:
        self.labels = labels
        self.order = order
        self.documents = {label: Document(label) for label in labels}

    def step(self, action: str, changes: list[str]) -> Look:
        """Applies what the action does by itself and the changes that the scenario states."""
        for document in self.documents.values():
            document.events = []
        label, *words = action.split(" ")
        if label in self.documents:
            for verb in " ".join(words).split(" & "):
                self._act(self.documents[label], *verb.split(" "))
        result, told = "", ""
        for change in changes:
            if change.startswith("->"):
                result = f"-> {change[2:]}; "
            elif change.startswith("("):
                told = f" {change.replace(',', ', ')}"
            elif "!" in change:
                label, _, events = change.partition("!")
                self.documents[label].events = events.split(",")
                self.documents[label].state = events.rpartition(",")[2]
            elif change.endswith(".gone"):
                del self.documents[change.removesuffix(".gone")]
            else:
                self._change(*change.split("="))
        if self.order and not told:
            told = " ()" if not any(d.events for d in self.documents.values()) else told
        shown = [self.documents[label] for label in self.labels if label in self.documents]
        return Look({d.label: d.state for d in shown}, result + "; ".join(d.text() for d in shown) + told)

    def _act(self, document: Document, verb: str, *args: str) -> None:
        if verb == "type":
            document.type = args[0] if args and args[0] in TYPES else document.type
        elif verb in ("remove", "shut"):
            del self.documents[args[0]]
        elif verb in ("navigate", "insert", "reload", "open", "go", "traverse"):
            self.documents[args[0]] = Document(args[0])
        elif verb == "cancel":
            document.sources = {name: "idle" if was == "speaking" else was for name, was in document.sources.items()}
        elif verb in _EFFECTS:
            document.sources[args[0]] = _EFFECTS[verb]

    def _change(self, what: str, value: str) -> None:
        label, _, source = what.partition(".")
        document = self.documents[label]
        if source == "type":
            document.type = value
        elif source:
            document.sources[source] = value
            if value == "none":
                del document.sources[source]
        elif document.state != value:
            document.state = value
            document.events = [value]
