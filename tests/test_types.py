"""The words of `shim.types` are those of the model, the package lists its names, and wrong values are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import pytest

import shim
from shim import Browser, Device, types
from shim.media.capture import permissions
from shim.session import Button, Output, SessionState, SessionType
from shim.session.policy import NAMES, TYPES
from shim.session.surroundings import PLUGGABLE


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (types.State, SessionState),
        (types.SessionType, SessionType),
        (types.AppType, TYPES),
        (types.Output, Output),
        (types.Pluggable, PLUGGABLE),
        (types.Button, Button),
        (types.PolicyName, NAMES),
        (types.Permission, permissions.NAMES),
        (types.PermissionState, permissions.STATES),
    ],
)
def test_words_are_those_of_the_model(words: Any, values: Any) -> None:
    assert sorted(get_args(words)) == sorted(map(str, values))


def test_names_of_the_package() -> None:
    assert {name for name in dir(shim) if not name.startswith("_")} == set(shim.__all__)
    for name in shim.__all__:
        assert getattr(shim, name) is not None
    with pytest.raises(AttributeError, match="module 'shim' has no attribute 'Browsr'"):
        _ = shim.Browsr


def test_a_browser_is_a_browser(engine: str) -> None:
    browser = Browser(engine=engine)  # type: ignore[arg-type]
    assert isinstance(browser, Browser)
    assert not isinstance(browser.device, Browser)


@pytest.mark.parametrize("engine", ["quickjs", "chromium"])
@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"permissions": ["microphone"]}, 'permissions is a mapping, such as {"microphone": "denied"}, not'),
        ({"permissions": {"mic": "granted"}}, "there is no permission 'mic'; there are: accelerometer, "),
        ({"permissions": {"camera": "yes"}}, "camera is 'yes'; it can be granted, denied, prompt"),
        ({"device": "ios"}, "device is 'ios'; it is a shim.Device"),
        ({"policy": 3}, "policy is 3; it can be spec, ios, android, chromeos, desktop, the path of a TOML file, "),
        ({"policy": "winphone"}, "there is no policy 'winphone'; there is: spec, ios, "),
        ({"autoplay": "never"}, "autoplay is 'never'; it can be allow, user-gesture, "),
        ({"allow_hosts": "cdn.example"}, "allow_hosts is the text 'cdn.example': give a list"),
    ],
)
def test_wrong_options_say_what_would_be_right(engine: Any, options: dict[str, Any], error: str) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(error)):
        Browser(engine=engine, **options)


@pytest.mark.parametrize("seconds", [0, -1, "10", True])
def test_a_wrong_script_timeout(seconds: Any) -> None:
    with pytest.raises(ValueError, match="it is a number of seconds above 0"):
        Browser(script_timeout=seconds)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda device: device.app(3), 'an app has a name, such as "Music", not 3'),
        (lambda device: device.app("Music", type="auto"), "an app's type is 'auto'; it can be: playback, "),
        (lambda device: device.plug("hdmi"), "'hdmi' cannot be plugged in; there is: headphones, bluetooth"),
        (lambda device: device.plug(3), "3 cannot be plugged in"),
        (lambda device: device.press("louder"), "there is no button 'louder'; there is: play, "),
        (lambda device: setattr(device, "volume", "x"), "a volume is a number from 0 to 1, not 'x'"),
        (lambda device: setattr(device, "volume", 1.5), "a volume is a number from 0 to 1, not 1.5"),
        (lambda device: setattr(device, "silent_switch", "on"), "the silent switch is True or False, not 'on'"),
        (lambda device: setattr(device, "silent_swich", True), "a device has no 'silent_swich' to be set; it has "),
        (
            lambda device: setattr(device, "locked", True),
            "a device has no 'locked' to be set; it has silent_switch and ",
        ),
    ],
)
def test_a_device_refuses_what_is_wrong(act: Callable[[Device], object], error: str) -> None:
    device = Device()
    with pytest.raises((TypeError, ValueError, AttributeError, shim.Error), match=re.escape(error)):
        act(device)
    assert (device.volume, device.silent_switch, device.apps) == (1.0, False, {})
