"""The one way to call the `web-audio-api` package."""

import gc
import sys

import pytest

from shim.engine.realm import HostError
from shim.media.webaudio.package import contained, package
from shim.media.webaudio.worklets import bridge_finder, uncollected


def test_a_panic_of_the_package_is_an_error_of_the_page() -> None:
    with pytest.raises(HostError, match="the audio renderer refused: NotSupportedError") as caught, contained():
        package().OfflineAudioContext(0, 128, 44100.0)
    assert (caught.value.type, caught.value.name) == ("DOMException", "InvalidStateError")


def test_a_number_that_the_package_cannot_take_is_an_error_of_the_page() -> None:
    with pytest.raises(HostError, match="the audio renderer refused: "), contained():
        package().OfflineAudioContext(-1, 128, 44100.0)


def test_an_attribute_that_a_kind_of_node_lacks_is_an_error_of_the_page() -> None:
    gain = package().OfflineAudioContext(1, 128, 44100.0).createGain()
    with pytest.raises(HostError, match="has no attribute 'playbackRate'"), contained():
        _ = gain.playbackRate
    with pytest.raises(HostError, match="has no attribute 'buffer'"), contained():
        gain.buffer = None


@pytest.mark.parametrize("error", [KeyError("a number"), AttributeError("inner"), SystemExit(3)])
def test_a_bug_of_ours_goes_on(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught, contained():
        raise error
    assert caught.value is error


def test_no_python_runs_where_the_package_asks_for_a_processor() -> None:
    """A lock is held there that is also taken, with the interpreter's, to make a node."""
    find = bridge_finder([])
    begun: list[str] = []
    sys.setprofile(lambda frame, event, _: begun.append(frame.f_code.co_qualname) if event == "call" else None)
    try:
        found = find(-1)
    finally:
        sys.setprofile(None)
    assert begun == []
    assert found.process([], [], {}) is False


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="garbage is collected between two instructions of Python only")
def test_no_garbage_is_collected_while_a_worklet_node_is_made() -> None:
    collected: list[str] = []
    gc.callbacks.append(lambda phase, _: collected.append(phase))
    try:
        with uncollected():
            collected.clear()
            kept = [[number] for number in range(10 * gc.get_threshold()[0])]
            assert (len(kept) > 0, collected) == (True, [])
        assert gc.isenabled()
    finally:
        gc.callbacks.pop()
