"""Records of the device beside transitions: types that were set, events and switches, and the owner of a record."""

from shim.session import ElementKind, OccurrenceKind, Record, SessionType
from shim.session.timeline import AT_ONCE, KEPT
from tests.session.stage import Stage

EVENT, SWITCH = OccurrenceKind.EVENT, OccurrenceKind.SWITCH


def test_types_that_were_set() -> None:
    stage = Stage("spec")
    tab = stage.tab(SessionType.AUTO, ElementKind.AUDIO)
    for type_ in (SessionType.PLAYBACK, SessionType.PLAYBACK, SessionType.AMBIENT):
        stage.device.type_applied(tab.id, type_, 3.0)
    assert stage.device.types == [(3.0, tab.id, SessionType.PLAYBACK), (3.0, tab.id, SessionType.AMBIENT)]


def test_events_and_switches() -> None:
    device = Stage("spec").device
    call, _ = device.begin_event(None, 1.0, name="phone call")
    device.set_silent_switch(True, 2.0)
    device.set_locked(True, 3.0)
    device.plug("Headphones", 4.0)
    device.end_event(call, 5.0)
    device.unplug("headphones", 6.0)
    device.set_locked(False, 7.0)
    device.set_silent_switch(False, 8.0)
    assert device.occurrences == [
        (1.0, EVENT, "phone call", True),
        (2.0, SWITCH, "silent switch", True),
        (3.0, SWITCH, "screen lock", True),
        (4.0, SWITCH, "headphones", True),
        (5.0, EVENT, "phone call", False),
        (6.0, SWITCH, "headphones", False),
        (7.0, SWITCH, "screen lock", False),
        (8.0, SWITCH, "silent switch", False),
    ]


def test_two_apps_of_one_name_are_told_apart() -> None:
    device = Stage("spec").device
    first, second = device.add_app("Music"), device.add_app("Music")
    device.play(first, 0.0)
    device.play(second, 1.0)
    navigation = device.add_app("Navigation", SessionType.TRANSIENT)
    device.play(navigation, 2.0)
    assert [t.participant_id for t in device.timeline] == [first.id, first.id, second.id, navigation.id]
    assert [(level.participant_id, level.gain) for level in device.levels] == [(second.id, 0.2)]


def test_a_record_keeps_the_last() -> None:
    record: Record[int] = Record()
    for number in range(KEPT + AT_ONCE + 1):
        record.append(number)
    assert (record[0], record[-1], len(record), record.left_out) == (AT_ONCE, KEPT + AT_ONCE, KEPT + 1, AT_ONCE)
