"""A history travels in parts, also from a device that has run for so long that it forgot its beginning."""

from shim.report.history import History
from shim.report.lanes import lanes_of
from shim.session import ElementKind, SessionType, SystemEvent
from shim.session.timeline import AT_ONCE, KEPT
from tests.report.scene import Scene, podcast
from tests.session.stage import Stage


def test_parts_of_a_history_whose_beginning_is_gone() -> None:
    stage = Stage("spec")
    tab = stage.tab(SessionType.AUTO, ElementKind.AUDIO)
    whole, copy = History.of(stage.device), History()
    sizes = copy.sizes
    for part in range(5):
        for number in range(part * KEPT, (part + 1) * KEPT):
            type_ = SessionType.PLAYBACK if number % 2 else SessionType.AMBIENT
            stage.device.type_applied(tab.id, type_, float(number))
        copy.extend(whole.since(sizes))
        sizes = whole.sizes
    assert len(whole.types) == KEPT + AT_ONCE
    assert [change.t for change in copy.types] == [float(number) for number in range(5 * KEPT)]
    copy.extend(whole.since(History().sizes))
    assert len(copy.types) == 6 * KEPT + AT_ONCE


def test_what_was_forgotten_leaves_the_states_as_they_were() -> None:
    scene = podcast()
    tab, silent = scene.document(tab="tab 2"), scene.document(tab="tab 3")
    calls = [scene.begin(event) for event in (SystemEvent.CALL, SystemEvent.CALL, SystemEvent.ALARM)]
    scene.volume = 0.5
    scene.lock()
    scene.lock()
    scene.plug("bluetooth")
    tab.set_type("ambient")
    scene.app("Radio").close()
    scene.at = 20.0
    scene.end(calls[2])
    scene.unplug("bluetooth")
    scene.remove_document(silent.id)
    ticker = scene.app("Ticker", type="ambient")
    for second in range(21, 30):
        scene.at = float(second)
        ticker.pause() if ticker.state == "interrupted" else ticker.play()
    scene.note("tab 2", "log", "late")
    scene.at = 31.0

    copy = History()
    copy.extend(scene.history.since(copy.sizes))
    whole = lanes_of(copy, start=25.0)
    copy.forget(5)
    assert (copy.start, lanes_of(copy).start) == (25.0, 25.0)
    assert lanes_of(copy) == whole
    assert [lane.title for lane in whole.lanes] == [
        "phone call", "screen lock", "volume", "tab 1, document 1", "frame in tab 1, document 2",
        "tab 2, document 6", "Music", "Navigation", "Ticker",
    ]  # fmt: skip
    assert [len(items) for items in (copy.occurrences, copy.volumes, copy.closed)] == [3, 1, 0]


def test_a_history_whose_beginning_is_gone_says_so() -> None:
    scene = Scene()
    page = scene.document()
    for number in range(KEPT + AT_ONCE + 1):
        scene.at = float(number)
        page.set_type("playback" if number % 2 else "ambient")
    assert scene.history.complete_since == AT_ONCE
    assert lanes_of(scene.history).start == AT_ONCE
