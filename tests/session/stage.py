"""Tabs and native apps under one device, steered alike: what the tests of arbitration play on.

Tabs are documents of the reference kind with ideal elements; after each input all tasks run.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from shim.session import ElementKind, Policy, SessionState, SessionType, SystemEvent
from tests.session.invariants import check_at_rest, check_transitions
from tests.session.reference import ReferenceWorld

INACTIVE, ACTIVE, INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED


class Player(ABC):
    """A tab or an app."""

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage

    @abstractmethod
    def play(self) -> None: ...

    @abstractmethod
    def pause(self) -> None: ...

    @abstractmethod
    def stop(self) -> None: ...

    @property
    @abstractmethod
    def state(self) -> SessionState: ...

    @property
    @abstractmethod
    def name(self) -> str: ...

    @property
    def gain(self) -> float:
        """As it is heard; 0 if it is not."""
        return next((a.gain for a in self.stage.device.audible() if a.name == self.name), 0.0)


class App(Player):
    def __init__(self, stage: "Stage", name: str, type_: SessionType) -> None:
        super().__init__(stage)
        self.participant = stage.device.add_app(name, type_)

    def play(self) -> None:
        self.stage.tell(self.stage.device.play(self.participant, self.stage.tick()))

    def pause(self) -> None:
        self.stage.tell(self.stage.device.pause(self.participant, self.stage.tick()))

    def stop(self, *, resume: bool = True) -> None:
        self.stage.tell(self.stage.device.stop(self.participant, self.stage.tick(), resume=resume))

    def close(self) -> None:
        self.stage.tell(self.stage.device.remove_app(self.participant, self.stage.tick()))

    @property
    def state(self) -> SessionState:
        return self.participant.state

    @property
    def name(self) -> str:
        return self.participant.name


class Tab(Player):
    """Also a frame, if it has a parent. Its state is that of its own document."""

    def __init__(
        self, stage: "Stage", type_: SessionType, kinds: tuple[ElementKind, ...], parent: "Tab | None" = None
    ) -> None:
        super().__init__(stage)
        self.id = stage.world.add(parent and parent.id, list(kinds))
        self.document = stage.world.documents[self.id]
        self.set_type(type_)

    def set_type(self, type_: SessionType) -> None:
        self.stage.tick()
        self.stage.world.set_type(self.id, type_)
        self.stage.settle()

    def is_playing(self, index: int = 0) -> bool:
        return self.document.sources[index].audible

    def toggle(self, index: int) -> None:
        """Starts an element, or stops it; one that is interrupted is stopped."""
        self.stage.tick()
        self.stage.world.toggle(self.id, index)
        self.stage.settle()

    def play(self, index: int = 0) -> None:
        """Plays an element, as a page's play() does; if there is an interruption, it has paused the element."""
        source = self.document.sources[index]
        assert not source.audible
        self.stage.tick()
        self.document.start(source)
        self.stage.settle()

    def pause(self, index: int = 0) -> None:
        source = self.document.sources[index]
        if source.audible or source.interrupted:
            self.toggle(index)

    def stop(self) -> None:
        for index in range(len(self.document.sources)):
            self.pause(index)

    def close(self) -> None:
        self.stage.tick()
        self.stage.world.remove(self.id)
        self.stage.settle()

    @property
    def state(self) -> SessionState:
        return self.document.state

    @property
    def name(self) -> str:
        return self.stage.device.tab_of(self.id).participant.name


class Stage:
    def __init__(self, policy: str | Policy) -> None:
        self.world = ReferenceWorld(policy if isinstance(policy, Policy) else Policy.named(policy))
        self.device = self.world.device

    def app(self, type_: SessionType = SessionType.PLAYBACK, name: str = "app") -> App:
        return App(self, f"{name} {len(self.device._participants)}", type_)

    def tab(
        self,
        type_: SessionType = SessionType.AUTO,
        *kinds: ElementKind,
        parent: Tab | None = None,
    ) -> Tab:
        return Tab(self, type_, kinds or (ElementKind.AUDIO,), parent)

    @contextmanager
    def event(self, event: SystemEvent | None = SystemEvent.CALL, *, resume: bool = True) -> Iterator[None]:
        participant, told = self.device.begin_event(event, self.tick(), name="" if event else "interruption")
        self.tell(told)
        yield
        self.tell(self.device.end_event(participant, self.tick(), resume=resume))

    def lock(self, locked: bool) -> None:
        self.tell(self.device.set_locked(locked, self.tick()))

    def unplug(self, name: str) -> None:
        tabs, told = self.device.unplug(name, self.tick())
        for tab in tabs:
            for session in self.device.tabs[tab].sessions():
                self.world.documents[session.id].suspend_elements()
        self.tell(told)

    def tick(self) -> float:
        self.world.now += 1
        return self.world.now

    def tell(self, notifications: list) -> None:
        self.world.tell(notifications)
        self.settle()

    def settle(self) -> None:
        self.world.settle()
        check_at_rest(self.world)
        check_transitions(self.device.timeline)

    def lines(self) -> list[str]:
        return [f"{t.participant}: {t.from_state}>{t.to_state} {t.cause}" for t in self.device.timeline]
