"""Participants by the ids of their documents and apps."""

import pytest

from shim.session import Device


def test_a_participant_is_found_by_any_document_of_its_tab_and_by_the_id_of_an_app() -> None:
    device = Device()
    top = device.add_document(tab_name="player")
    frame = device.add_document(top.id)
    app = device.add_app("Music")
    assert device.participant(top.id) is device.participant(frame.id)
    assert device.participant(frame.id).name == "player"
    assert device.participant(app.id) is app
    with pytest.raises(KeyError):
        device.participant(999)
