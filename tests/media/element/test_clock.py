"""The playback clock: positions from times, and nothing else."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shim.media.element.clock import PlaybackClock
from shim.media.source.ranges import merge_range


def running_clock(end: float = 10.0, rate: float = 1.0, position: float = 0.0) -> PlaybackClock:
    clock = PlaybackClock(end=end, rate=rate)
    clock.jump(0.0, position)
    clock.run(0.0)
    return clock


def test_position_moves_by_the_rate_while_running() -> None:
    clock = running_clock(rate=2.0)
    assert clock.position(1.5) == 3.0
    clock.stop(2.0)
    assert clock.position(50.0) == 4.0


def test_a_new_rate_goes_on_from_the_same_position() -> None:
    clock = running_clock()
    clock.set_rate(2.0, 0.5)
    assert clock.position(2.0) == 2.0
    assert clock.position(4.0) == 3.0


def test_position_stays_within_the_timeline() -> None:
    assert running_clock(end=3.0).position(100.0) == 3.0
    assert running_clock(rate=-1.0, position=2.0).position(100.0) == 0.0


def test_edge_is_reached_when_the_remaining_time_has_passed_at_the_rate() -> None:
    assert running_clock(end=10.0, rate=2.0, position=4.0).reaches_edge_at() == 3.0
    assert running_clock(rate=-0.5, position=2.0).reaches_edge_at() == 4.0


def test_no_edge_is_reached_when_stopped_or_at_rate_0_or_on_an_endless_timeline() -> None:
    assert PlaybackClock(end=3.0).reaches_edge_at() is None
    assert running_clock(rate=0.0).reaches_edge_at() is None
    assert running_clock(end=math.inf).reaches_edge_at() is None


def test_snapping_gets_to_the_edge_that_a_timer_fired_early_for() -> None:
    clock = running_clock(end=1.0)
    clock.snap_to_edge(0.999)
    assert clock.position(0.999) == 1.0
    assert clock.played(0.999) == ((0.0, 1.0),)


def test_played_holds_what_was_passed_and_not_what_was_jumped_over() -> None:
    clock = running_clock()
    clock.jump(1.0, 5.0)
    assert clock.played(2.0) == ((0.0, 1.0), (5.0, 6.0))
    clock.stop(3.0)
    assert clock.played(9.0) == ((0.0, 1.0), (5.0, 7.0))


def test_played_counts_backward_playback() -> None:
    assert running_clock(rate=-1.0, position=5.0).played(2.0) == ((3.0, 5.0),)


def test_reset_forgets_everything_but_the_rate() -> None:
    clock = running_clock(rate=2.0)
    clock.stop(1.0)
    clock.reset(4.0)
    assert (clock.end, clock.rate, clock.position(9.0), clock.played(9.0), clock.running) == (4.0, 2.0, 0.0, (), False)


def test_an_endless_timeline_has_a_position() -> None:
    assert running_clock(end=math.inf).position(1e6) == 1e6


spans = st.tuples(st.integers(0, 50), st.integers(0, 50))


@given(st.lists(spans))
def test_merged_ranges_are_sorted_disjoint_and_cover_exactly_the_spans(parts: list[tuple[int, int]]) -> None:
    ranges: tuple[tuple[float, float], ...] = ()
    for low, high in parts:
        ranges = merge_range(ranges, low, high)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))
    covered = {tick for low, high in ranges for tick in range(int(low), int(high))}
    assert covered == {tick for low, high in parts for tick in range(low, high)}


@given(
    st.lists(
        st.tuples(
            st.floats(0, 5),
            st.one_of(
                st.sampled_from(["run", "stop"]),
                st.tuples(st.just("jump"), st.floats(-5, 15)),
                st.tuples(st.just("rate"), st.sampled_from([-2.0, 0.0, 0.5, 1.0, 4.0])),
            ),
        )
    )
)
def test_the_position_is_continuous_except_at_jumps(script: list[tuple[float, object]]) -> None:
    clock, now = PlaybackClock(end=10.0), 0.0
    for wait, action in script:
        now += wait
        before = clock.position(now)
        match action:
            case "run":
                clock.run(now)
            case "stop":
                clock.stop(now)
            case ("rate", float(rate)):
                clock.set_rate(now, rate)
            case ("jump", float(position)):
                clock.jump(now, position)
                before = min(10.0, max(0.0, position))
        assert math.isclose(clock.position(now), before, abs_tol=1e-9)
        edge = clock.reaches_edge_at()
        if edge is not None:
            assert math.isclose(clock.position(max(edge, now)), 10.0 if clock.rate > 0 else 0.0, abs_tol=1e-9)
