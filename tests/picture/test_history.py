"""A history travels in parts, also from a device that has run for so long that it forgot its beginning."""

from shim.picture.history import History
from shim.session import ElementKind, SessionType
from shim.session.timeline import KEPT
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
    assert len(whole.types) == 2 * KEPT
    assert [change.t for change in copy.types] == [float(number) for number in range(5 * KEPT)]
    copy.extend(whole.since(History().sizes))
    assert len(copy.types) == 7 * KEPT
