"""The one way to call the `web-audio-api` package."""

import pytest

from shim.engine.realm import HostError
from shim.media.webaudio.package import contained, package


def test_a_panic_of_the_package_is_an_error_of_the_page() -> None:
    with pytest.raises(HostError, match="the audio renderer refused: NotSupportedError") as caught, contained():
        package().OfflineAudioContext(0, 128, 44100.0)
    assert (caught.value.type, caught.value.name) == ("DOMException", "InvalidStateError")


def test_a_number_that_the_package_cannot_take_is_an_error_of_the_page() -> None:
    with pytest.raises(HostError, match="the audio renderer refused: "), contained():
        package().OfflineAudioContext(-1, 128, 44100.0)


@pytest.mark.parametrize("error", [KeyError("a number"), AttributeError("inner"), SystemExit(3)])
def test_a_bug_of_ours_goes_on(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught, contained():
        raise error
    assert caught.value is error
