"""Lanes and rows that are made of a history, and a history that travels in parts."""

import pickle

import msgspec
import pytest

from shim import Browser
from shim.report import history as histories
from shim.report.history import History
from shim.report.lanes import MAX_LANES, Lane, Lanes, gain_at, lanes_of
from shim.report.rows import MAX_ROWS, rows_of
from shim.session import SystemEvent
from tests.report.scene import Scene, podcast


def lane(lanes: Lanes, name: str) -> Lane:
    (found,) = [lane for lane in lanes.lanes if lane.title == name]
    return found


def states(lane: Lane) -> list[tuple[float, float, str, str]]:
    return [(s.t0, s.t1, s.state, s.cause) for s in lane.segments]


def test_the_lanes_of_a_podcast() -> None:
    lanes = lanes_of(podcast().history)
    assert (lanes.policy, lanes.end, lanes.lanes_left_out, lanes.console_left_out) == ("spec", 12.4, 0, 0)
    assert [(lane.title, lane.kind, lane.depth) for lane in lanes.lanes] == [
        ("phone call", "event", 0),
        ("silent switch", "switch", 0),
        ("tab 1, document 1", "document", 0),
        ("frame in tab 1, document 2", "document", 1),
        ("Music", "app", 0),
        ("Navigation", "app", 0),
    ]
    page = lane(lanes, "tab 1, document 1")
    assert states(page) == [
        (0.0, 1.2, "inactive", ""),
        (1.2, 6.5, "active", "element became audible: audio#1"),
        (6.5, 9.0, "interrupted", "phone call"),
        (9.0, 11.5, "active", "phone call ended"),
        (11.5, 12.4, "inactive", "element no longer audible: audio#1"),
    ]
    assert page.types == [(1.0, "playback")]
    assert page.gains == [(0.0, 1.0), (3.0, 1.0), (3.5, 0.2), (5.0, 0.2), (5.5, 1.0)]
    assert states(lane(lanes, "phone call")) == [(6.5, 9.0, "on", "")]
    assert lane(lanes, "Navigation").types == [(0.0, "transient")]
    assert [line.level for line in lanes.console] == ["log", "log", "warning", "error", "log"]


def test_lanes_are_json() -> None:
    lanes = lanes_of(podcast().history)
    text = msgspec.json.encode(lanes)
    assert b'[6.5,9.0,"interrupted","phone call"]' in text
    assert msgspec.json.decode(text, type=Lanes) == lanes


def test_a_ramp_that_is_cut_short_goes_on_from_where_it_is() -> None:
    scene = Scene()
    page, navigation = scene.document(), scene.app("Navigation", type="transient")
    page.play()
    scene.at = 1.0
    navigation.play()
    scene.at = 1.25
    navigation.stop()
    scene.at = 5.0
    (gains,) = [lane.gains for lane in lanes_of(scene.history).lanes if lane.kind == "document"]
    assert gains == [(0.0, 1.0), (1.0, 1.0), (1.25, pytest.approx(0.6)), (1.75, 1.0)]
    assert [gain_at(gains, t) for t in (0.5, 1.125, 1.5, 9)] == [1.0, pytest.approx(0.8), pytest.approx(0.8), 1.0]
    assert gain_at([], 3.0) == gain_at(gains, -1.0) == 1.0


def test_a_tab_is_heard_while_one_of_its_documents_is() -> None:
    scene = Scene()
    page = scene.document()
    frame, navigation = scene.document(page), scene.app("Navigation", type="transient")
    for t, act in ((1.0, page.play), (2.0, frame.play), (3.0, frame.pause), (4.0, navigation.play)):
        scene.at = t
        act()
    scene.at = 6.0
    lanes = lanes_of(scene.history)
    for title in ("tab 1, document 1", "frame in tab 1, document 2"):
        assert lane(lanes, title).gains == [(0.0, 1.0), (4.0, 1.0), (4.5, 0.2)]


def test_who_begins_to_sound_while_muted_has_no_ramp() -> None:
    scene = Scene()
    page = scene.document()
    page.set_type("ambient")
    scene.silent_switch = True
    scene.at = 1.0
    page.play()
    scene.at = 2.0
    scene.silent_switch = False
    scene.at = 3.0
    page_lane = lane(lanes_of(scene.history), "tab 1, document 1")
    assert page_lane.gains == [(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (2.0, 0.0), (2.5, 1.0)]


def test_calls_that_overlap_share_a_lane() -> None:
    scene = Scene()
    calls = []
    for t in (1.0, 2.0):
        scene.at = t
        calls.append(scene.core.begin_event(SystemEvent.CALL, t)[0])
    scene.core.end_event(calls[0], 3.0)
    scene.core.end_event(calls[1], 4.0)
    scene.core.begin_event(SystemEvent.CALL, 5.0)
    scene.at = 6.0
    lanes = lanes_of(scene.history)
    assert states(lane(lanes, "phone call")) == [
        (1.0, 2.0, "on", ""),
        (2.0, 3.0, "on", "2 at once"),
        (3.0, 4.0, "on", ""),
        (5.0, 6.0, "on", ""),
    ]
    rows, _ = rows_of(lanes)
    assert [(row.t, row.word) for row in rows] == [(1.0, "on"), (4.0, "off"), (5.0, "on")]


def test_a_switch_that_is_set_again_stays_on() -> None:
    scene = Scene()
    for t, on in ((1.0, True), (2.0, True), (3.0, False), (4.0, False)):
        scene.at = t
        scene.silent_switch = on
    assert states(lane(lanes_of(scene.history), "silent switch")) == [(1.0, 2.0, "on", ""), (2.0, 3.0, "on", "")]


def test_apps_of_one_name_have_lanes_of_their_own() -> None:
    scene = Scene()
    first, second = scene.app("Music"), scene.app("Music")
    scene.at = 1.0
    first.play()
    scene.at = 2.0
    second.play()
    scene.at = 3.0
    assert [[s.state for s in lane.segments] for lane in lanes_of(scene.history).lanes] == [
        ["inactive", "active", "inactive"],
        ["inactive", "active"],
    ]


def test_a_document_ends_when_it_is_removed_and_has_no_lane_if_it_was_silent() -> None:
    scene = Scene()
    loud, silent = scene.document(url="https://a.example/"), scene.document(tab="tab 2")
    loud.play()
    scene.at = 1.0
    scene.remove_document(silent.id)
    scene.remove_document(loud.id)
    scene.at = 4.0
    lanes = lanes_of(scene.history)
    assert [lane.title for lane in lanes.lanes] == ["tab 1, document 1"]
    assert states(lanes.lanes[0])[-2:] == [
        (0.0, 1.0, "active", "element became audible: audio#1"),
        (1.0, 1.0, "inactive", "document removed"),
    ]


def test_lanes_of_the_last_seconds() -> None:
    lanes = lanes_of(podcast().history, start=4.0)
    assert (lanes.start, lanes.end) == (4.0, 12.4)
    page = lane(lanes, "tab 1, document 1")
    assert states(page)[0] == (4.0, 6.5, "active", "element became audible: audio#1")
    assert page.gains == [(4.0, 0.2), (5.0, 0.2), (5.5, 1.0)]
    assert page.types == [(1.0, "playback")]
    assert [line.level for line in lanes.console] == ["error", "log"]
    assert lanes_of(podcast().history, start=9.5).lanes[0].title == "silent switch"
    assert lanes_of(podcast().history, start=99.0).start == 12.4


def test_the_volume_has_a_lane_once_it_is_changed() -> None:
    scene = podcast()
    assert "volume" not in [lane.kind for lane in lanes_of(scene.history).lanes]
    scene.volume = 0.5
    scene.volume = 0.5
    scene.at += 1.0
    lanes = lanes_of(scene.history)
    assert lane(lanes, "volume").gains == [(0.0, 1.0), (12.4, 1.0), (12.4, 0.5)]
    assert (12.4, "gain", "volume", "gain", "to 50 %") in rows_of(lanes)[0]


def test_an_app_that_was_closed_ends() -> None:
    scene = Scene()
    app = scene.app("Music")
    app.play()
    scene.at = 1.0
    app.close()
    scene.at = 3.0
    assert lane(lanes_of(scene.history), "Music").segments[-1].t1 == 1.0
    assert scene.apps == {}


def test_of_too_many_lanes_the_most_eventful_are_kept() -> None:
    scene = Scene()
    apps = [scene.app(f"App {n}") for n in range(MAX_LANES + 5)]
    scene.at = 1.0
    apps[-1].play()
    lanes = lanes_of(scene.history)
    assert (len(lanes.lanes), lanes.lanes_left_out) == (MAX_LANES, 5)
    assert [lanes.lanes[0].name, lanes.lanes[-1].name] == ["App 0", apps[-1].name]
    assert [lane.name for lane in lanes_of(scene.history, most=2).lanes] == ["App 0", apps[-1].name]


def test_rows_are_in_the_order_of_time_and_bounded() -> None:
    rows, left_out = rows_of(lanes_of(podcast().history))
    assert [row.t for row in rows] == sorted(row.t for row in rows)
    assert left_out == 0
    assert (3.0, "gain", "tab 1, document 1", "gain", "to 20 % within 0.5 s") in rows
    assert (9.0, "event", "phone call", "off", "after 2.500 s") in rows
    assert (1.0, "state", "tab 1, document 1", "type", "set to playback") in rows
    # The frame shares the tab's gain, and nothing in it sounds.
    assert not [row for row in rows if row.who.startswith("frame")]
    scene = Scene()
    for n in range(MAX_ROWS + 7):
        scene.note("tab 1", "log", str(n))
    rows, left_out = rows_of(lanes_of(scene.history))
    assert (len(rows), left_out, rows[0].text, rows[-1].text) == (MAX_ROWS, 7, "0", str(MAX_ROWS + 6))


def test_a_history_travels_in_parts() -> None:
    scene = podcast()
    copy, sizes = History(), History().sizes
    for act in (lambda: None, lambda: scene.app("Game").play(), lambda: scene.note("tab 1", "log", "more")):
        act()
        copy.extend(pickle.loads(pickle.dumps(scene.history.since(sizes))))
        sizes = scene.history.sizes
        scene.at += 1.0
    scene.at -= 1.0
    assert lanes_of(copy) == lanes_of(scene.history)
    assert scene.history.since(sizes).sizes == History().sizes


def test_notes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "MAX_NOTES", 2)
    scene = Scene()
    for n in range(5):
        scene.note("tab 1", "log", str(n) * 10_000)
    lanes = lanes_of(scene.history)
    assert [len(line.text) for line in lanes.console] == [2_000, 2_000]
    assert lanes.console_left_out == 3


async def test_what_pages_say_is_in_the_history_of_their_device() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        script = "console.warn('careful'); navigator.audioSession.type = 'ambient'; missing()"
        await page.set_content(
            f"<iframe srcdoc='<p>'></iframe><script>{script}</script>", url="https://a.example/b.html"
        )
        await page.wait_until_idle()
        history = browser.device.history
        assert [(note.source, note.level) for note in history.notes] == [(page.name, "warning"), (page.name, "error")]
        assert "missing is not defined" in history.notes[1].text
        main, frame = lanes_of(history).lanes
        assert (main.url, main.depth, [name for _, name in main.types]) == ("https://a.example/b.html", 0, ["ambient"])
        assert (frame.url, frame.depth, frame.name) == ("about:srcdoc", 1, f"frame in {page.name}")
