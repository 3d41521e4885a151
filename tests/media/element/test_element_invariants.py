"""Invariants of a media element hold after any actions of a page, in any order."""

import math

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shim.media.element.element import NetworkState, ReadyState
from shim.media.element.host import SourceCandidate
from tests.media.element.page import Page

PLAYABLE = ["tone-1s.wav", "music.ogg", "video-with-audio.webm"]


class AnyPage(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.promises: list[int] = []

    @initialize(playing=st.booleans(), src=st.sampled_from(PLAYABLE))
    def start(self, playing: bool, src: str) -> None:
        if playing:
            self.set_src(src)
            self.play()
            self.page.settle()
            assert self.page.element.potentially_playing

    @rule(src=st.sampled_from([*PLAYABLE, "missing.wav", "", None]))
    def set_src(self, src: str | None) -> None:
        self.page.set_attribute("src", src)

    @rule(src=st.sampled_from(["ring.mp3", "missing.ogg", None]))
    def add_source(self, src: str | None) -> None:
        self.page.sources.append(SourceCandidate(len(self.page.fetched) * 100 + len(self.page.sources), src))
        self.page.script(self.page.element.source_inserted)

    @rule(
        name=st.sampled_from(["loop", "autoplay", "preload"]),
        value=st.sampled_from([None, "", "none"]),
    )
    def set_attribute(self, name: str, value: str | None) -> None:
        self.page.set_attribute(name, value)

    @rule()
    def play(self) -> None:
        self.promises.append(self.page.play())

    @rule(call=st.sampled_from(["pause", "load", "removed_from_document"]))
    def call(self, call: str) -> None:
        self.page.script(getattr(self.page.element, call))

    @rule(position=st.floats(-1, 6))
    def seek(self, position: float) -> None:
        self.page.set("current_time", position)

    @rule(rate=st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0, 16.0]))
    def set_rate(self, rate: float) -> None:
        self.page.set("playback_rate", rate)

    @rule(muted=st.booleans())
    def set_muted(self, muted: bool) -> None:
        self.page.set("muted", muted)

    @rule(up=st.booleans(), allowed=st.booleans(), attached=st.booleans())
    def change_the_world(self, up: bool, allowed: bool, attached: bool) -> None:
        self.page.network_up, self.page.allowed, self.page.attached = up, allowed, attached

    @rule()
    def let_tasks_run(self) -> None:
        self.page.settle()

    @rule(seconds=st.floats(0, 3))
    def let_time_pass(self, seconds: float) -> None:
        self.page.advance(seconds)

    @rule(seconds=st.floats(0, 3))
    def keep_the_loop_busy(self, seconds: float) -> None:
        """Time passes, and what follows runs before the timers that have come due."""
        self.page.time += seconds

    @rule()
    def pausing_settles_every_promise(self) -> None:
        self.page.script(self.page.element.pause)
        self.page.settle()
        assert set(self.page.settled) == set(self.promises)

    @precondition(lambda self: self.page.element.potentially_playing and self.page.element.forwards)
    @rule()
    def playback_ends_when_its_position_reaches_the_end(self) -> None:
        self.page.settle()
        element = self.page.element
        if element.potentially_playing and element.playback_rate > 0 and not element.loop:
            self.page.events.clear()
            self.page.advance((element.duration - element.position(self.page.time)) / element.playback_rate + 1e-6)
            assert self.page.events[-1] == "ended"
            assert element.ended
            assert element.paused

    @invariant()
    def the_clock_runs_exactly_while_something_is_heard_or_shown(self) -> None:
        element = self.page.element
        runs = element.potentially_playing and not element.seeking
        told = self.page.playheads[-1] if self.page.playheads else None
        # A position that time has brought to its edge is at rest, also before its timer has told so.
        overdue = told is not None and told.running and min(self.page.due_timers(), default=math.inf) <= self.page.time
        assert runs == (told is not None and told.running) or overdue
        if told is not None:
            assert told.gain == element.gain
            assert told.running or told.position == element.position(self.page.time)

    @invariant()
    def the_states_fit_each_other(self) -> None:
        element = self.page.element
        assert math.isnan(element.duration) == (element.ready_state == ReadyState.HAVE_NOTHING)
        if element.ready_state > ReadyState.HAVE_NOTHING:
            assert 0 <= element.current_time <= element.duration
            assert element.network_state == NetworkState.IDLE
            assert element.audio_tracks
        else:
            assert not element.ended
            assert not element.seeking
            assert element.audio_tracks == ()
        assert not (element.ended and element.potentially_playing)

    @invariant()
    def a_quiet_element_keeps_no_timer(self) -> None:
        element = self.page.element
        if element.paused and element.network_state != NetworkState.LOADING:
            assert [due for due in self.page.due_timers() if due > self.page.time] == []

    def teardown(self) -> None:
        self.page.element.close()
        self.page.events.clear()
        self.page.network_up = True
        self.page.advance(10.0)
        assert self.page.events == []
        assert self.page.due_timers() == []


TestAnyPage = AnyPage.TestCase
TestAnyPage.settings = settings(max_examples=150, stateful_step_count=40)
