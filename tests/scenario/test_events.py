"""Scenarios in TOML: what each event does to a real page, what `expect` sees, and which entry an error names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shim import Browser, Page
from shim.scenario import ScenarioError, ScenarioFailed, load_scenario
from shim.scenario import events as events_module
from tests.paths import ROOT

PAGE = ROOT / "examples" / "radio" / "index.html"


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page whose session is active: its audio loops."""
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.goto(PAGE)
        await page.click("#play")
        await page.wait_for_session("active")
        yield page


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clicks wait for their element for 0.05 s only."""
    monkeypatch.setattr(events_module, "CLICK_TIMEOUT", 0.05)


def write(folder: Path, *entries: str) -> Path:
    path = folder / "scenario.toml"
    path.write_text("events = [\n" + "".join(f"  {entry},\n" for entry in entries) + "]\n", encoding="utf-8")
    return path


async def play(page: Page, folder: Path, *entries: str) -> None:
    await load_scenario(write(folder, *entries)).run(page.browser.device, page)


def transitions(page: Page) -> list[tuple[str, str, str]]:
    return [(item.participant, item.to_state, str(item.cause)) for item in page.browser.device.timeline][1:]


# What events do


async def test_click(page: Page, tmp_path: Path) -> None:
    await play(page, tmp_path, '{ at = 0, click = "#play" }')
    await page.wait_for_session("inactive")


@pytest.mark.parametrize(
    ("event", "name"), [("phone_call", "phone call"), ("alarm", "alarm"), ("assistant", "assistant")]
)
async def test_an_event_of_the_system_lasts_as_long_as_it_says(
    page: Page, tmp_path: Path, event: str, name: str
) -> None:
    await play(
        page, tmp_path, f"{{ at = 0, {event} = true, for = 0.1 }}", '{ at = 0.2, expect = { state = "active" } }'
    )
    assert transitions(page) == [(page.name, "interrupted", name), (page.name, "active", f"{name} ended")]
    begin, end = page.browser.device.core.occurrences
    assert 0.09 < end.t - begin.t < 5


async def test_without_an_end_an_event_lasts_after_the_scenario(page: Page, tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path, "{ at = 0, phone_call = true }"))
    await scenario.run(page.browser.device, page)
    await page.browser.loop.settle()
    assert page.session.state == "interrupted"
    assert [one.is_on for one in page.browser.device.core.occurrences] == [True]


@pytest.mark.parametrize(
    "event", ["phone_call = true", 'app = "Timer", type = "transient-solo"'], ids=["event of the system", "app"]
)
async def test_an_end_without_permission_to_resume(page: Page, tmp_path: Path, event: str) -> None:
    await play(page, tmp_path, f"{{ at = 0, {event}, for = 0.05, resume = false }}")
    await page.wait_for_session("inactive")
    assert [to for name, to, _ in transitions(page) if name == page.name] == ["interrupted", "inactive"]


async def test_an_app_is_playback_unless_it_says_otherwise(page: Page, tmp_path: Path) -> None:
    await play(page, tmp_path, '{ at = 0, app = "Music", for = 0.05 }')
    assert transitions(page) == [
        (page.name, "inactive", "stopped by Music"),
        ("Music", "active", "play"),
        ("Music", "inactive", "stop"),
    ]


async def test_the_same_app_plays_again(page: Page, tmp_path: Path) -> None:
    entry = 'app = "Navigation", type = "transient", for = 0.02 }'
    await play(page, tmp_path, "{ at = 0, " + entry, "{ at = 0.1, " + entry)
    device = page.browser.device
    assert [item.to_state for item in device.timeline if item.participant == "Navigation"] == ["active", "inactive"] * 2
    assert len({item.participant_id for item in device.timeline if item.participant == "Navigation"}) == 1
    assert [level.gain for level in device.levels] == [0.2, 1.0, 0.2, 1.0]


async def test_lock_and_unlock(page: Page, tmp_path: Path) -> None:
    await page.evaluate("document.onvisibilitychange = () => console.log(document.visibilityState), 0")
    await play(page, tmp_path, "{ at = 0, lock = true }", "{ at = 0, lock = true }", "{ at = 0, lock = false }")
    await page.browser.loop.settle()
    assert [message.text for message in page.console] == ["hidden", "visible"]
    assert not page.browser.device.locked


async def test_volume_and_outputs_are_heard(page: Page, tmp_path: Path) -> None:
    await play(
        page,
        tmp_path,
        '{ at = 0, expect = { state = "active", gain = 1, output = "speaker" } }',
        "{ at = 0, volume = 0.25 }",
        '{ at = 0, plug = "headphones" }',
        '{ at = 0, expect = { gain = 0.25, output = "headphones" } }',
        '{ at = 0, plug = "bluetooth" }',
        '{ at = 0, expect = { output = "bluetooth" } }',
        '{ at = 0, unplug = "bluetooth" }',
        '{ at = 0, expect = { state = "inactive", gain = 0, text = { "#status" = "Something  else is playing " } } }',
    )


async def test_the_silent_switch_mutes_what_is_ambient(page: Page, tmp_path: Path) -> None:
    await page.evaluate("navigator.audioSession.type = 'ambient'")
    await play(
        page,
        tmp_path,
        "{ at = 0, silent_switch = true }",
        '{ at = 0, expect = { state = "active", gain = 0 } }',
        "{ at = 0, silent_switch = false }",
        "{ at = 0, expect = { gain = 1 } }",
    )


async def test_events_happen_by_time_and_then_in_the_order_of_the_file(page: Page, tmp_path: Path) -> None:
    await play(
        page,
        tmp_path,
        "{ at = 0.1, volume = 0.5 }",
        "{ at = 0.1, expect = { gain = 0.5 } }",
        "{ at = 0, expect = { gain = 1 } }",
        "{ at = 0.05, alarm = true, for = 0.05 }",
        "{ at = 0.1, expect = { gain = 0.5 } }",
    )


# What fails


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('expect = { state = "interrupted" }', "the session is active, expected interrupted"),
        ("expect = { gain = 0 }", "the page is heard with gain 1, expected 0"),
        ('expect = { output = "earpiece" }', "the page is heard from speaker, expected earpiece"),
        ('expect = { text = { "#status" = "Off" } }', "#status shows 'On air', expected 'Off'"),
        ('expect = { text = { "#gone" = "" } }', "no element matches '#gone'"),
        ('expect = { text = { "[" = "" } }', "["),
        ('expect = { state = "active", gain = 0.5 }', "the page is heard with gain 1, expected 0.5"),
        ('click = "#gone"', "no element matches '#gone'"),
        ('click = "["', "["),
        ('unplug = "headphones"', "'headphones' is not plugged in"),
    ],
)
async def test_a_failure_names_the_entry_and_what_was_found(
    page: Page, tmp_path: Path, entry: str, problem: str
) -> None:
    with pytest.raises(ScenarioFailed) as failure:
        await play(page, tmp_path, "{ at = 0, volume = 1 }", f"{{ at = 0.01, {entry} }}", '{ at = 1, click = "#play" }')
    assert str(failure.value).startswith("scenario.toml: events[1], at 0.01 s: ")
    assert problem in str(failure.value)
    assert page.session.state == "active", "nothing happens after a failure"


@pytest.mark.usefixtures("impatient")
async def test_who_is_not_heard_has_no_output(page: Page, tmp_path: Path) -> None:
    with pytest.raises(ScenarioFailed, match="the page is heard nowhere, expected speaker"):
        await play(page, tmp_path, "{ at = 0, phone_call = true }", '{ at = 0, expect = { output = "speaker" } }')


async def test_what_is_expected_is_waited_for(page: Page, tmp_path: Path) -> None:
    await page.evaluate("void setTimeout(() => document.querySelector('#status').textContent = 'late', 50)")
    await play(page, tmp_path, '{ at = 0, expect = { text = { "#status" = "late" } }, within = 5 }')


async def test_what_is_expected_holds_at_that_time(page: Page, tmp_path: Path) -> None:
    await page.evaluate("void setTimeout(() => document.querySelector('#status').textContent = 'late', 50)")
    with pytest.raises(ScenarioFailed, match=r"events\[0\], at 0 s: #status shows 'On air', expected 'late'$"):
        await play(page, tmp_path, '{ at = 0, expect = { text = { "#status" = "late" } } }')
    with pytest.raises(ScenarioFailed, match=r"'Off', and that did not change within 0.05 s"):
        await play(page, tmp_path, '{ at = 0, expect = { text = { "#status" = "Off" } }, within = 0.05 }')


async def test_an_expectation_that_waits_stretches_no_event(page: Page, tmp_path: Path) -> None:
    await page.evaluate("void setTimeout(() => document.querySelector('#status').textContent = 'late', 600)")
    await play(
        page,
        tmp_path,
        "{ at = 0, phone_call = true, for = 0.2 }",
        '{ at = 0.1, expect = { text = { "#status" = "late" } }, within = 5 }',
        '{ at = 0.15, expect = { state = "active" } }',
        "{ at = 0.2, alarm = true, for = 0.2 }",
    )
    call, call_ended, alarm, alarm_ended = page.browser.device.core.occurrences
    assert 0.19 < call_ended.t - call.t < 0.4
    assert alarm.t - call.t > 0.4, "what is behind it was held up"
    assert alarm_ended.t - alarm.t > 0.19, "and lasts as long as it says"


async def test_a_click_that_waits_stretches_no_event(page: Page, tmp_path: Path) -> None:
    await page.evaluate("document.querySelector('#play').hidden = true")
    await page.evaluate("void setTimeout(() => document.querySelector('#play').hidden = false, 500)")
    await play(page, tmp_path, "{ at = 0, phone_call = true, for = 0.2 }", '{ at = 0.1, click = "#play" }')
    begin, end = page.browser.device.core.occurrences
    assert 0.19 < end.t - begin.t < 0.4


async def test_only_what_is_seen_counts(page: Page, tmp_path: Path) -> None:
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=p>On <b hidden>no longer</b> hold</p>')")
    await play(
        page,
        tmp_path,
        '{ at = 0, expect = { text = { "#p" = "On hold" }, visible = "#p", hidden = ["#p b", "#gone"] } }',
    )
    await page.evaluate("document.querySelector('#p').hidden = true")
    await play(page, tmp_path, '{ at = 0, expect = { hidden = "#p" } }')
    for expectation, problem in (
        ('{ text = { "#p" = "On hold" } }', r"#p shows '' \(it is hidden\), expected 'On hold'"),
        ('{ visible = "#p" }', "#p is hidden, expected visible"),
        ('{ visible = "#gone" }', "no element matches '#gone'"),
        ('{ hidden = "#status" }', "#status is visible, expected hidden"),
    ):
        with pytest.raises(ScenarioFailed, match=problem):
            await play(page, tmp_path, f"{{ at = 0, expect = {expectation} }}")


async def test_always_and_never(page: Page, tmp_path: Path) -> None:
    call = "{ at = 0.1, phone_call = true, for = 0.1 }"
    await play(
        page,
        tmp_path,
        "{ at = 0, always = { gain = 1 }, for = 0.05 }",
        '{ at = 0, never = { state = "inactive" } }',
        '{ at = 0, never = { gain = 1, state = "interrupted" } }',
        call,
        '{ at = 0.3, always = { state = "active" } }',
        "{ at = 0.4, volume = 1 }",
    )
    with pytest.raises(
        ScenarioFailed, match=r"events\[0\], at 0 s: the session is interrupted, expected active, always"
    ):
        await play(page, tmp_path, '{ at = 0, always = { state = "active" } }', call)
    with pytest.raises(ScenarioFailed, match=r"events\[0\], at 0 s: gain is 0: that was never to be"):
        await play(page, tmp_path, "{ at = 0, never = { gain = 0 }, for = 0.3 }", call)


# Files that are none

KINDS = (
    "click, expect, always, never, app, phone_call, alarm, assistant, lock, background, silent_switch, volume, press, "
    "plug, unplug"
)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('{ click = "a" }', "events[1]: Object missing required field `at`"),
        ('{ at = -1, click = "a" }', "events[1].at: Expected `float` >= 0.0"),
        ('{ at = nan, click = "a" }', "events[1].at: Expected `float` >= 0.0"),
        ('{ at = inf, click = "a" }', "events[1].at: Expected `float` <= 86400.0"),
        ('{ at = "1", click = "a" }', "events[1].at: Expected `float`, got `str`"),
        ("{ at = 1 }", f"events[1]: nothing happens; there is: {KINDS}"),
        ("{}", f"events[1]: nothing happens; there is: {KINDS}"),
        ('{ at = 1, clik = "a" }', f"events[1]: there is no event 'clik'; there is: {KINDS}"),
        ('{ at = 1, click = "a", volume = 1 }', "events[1]: click and volume are two events; give each its own entry"),
        ('{ at = 1, click = "a", for = 1 }', "events[1]: Object contains unknown field `for`; there is: at, click"),
        ('{ at = 1, click = "" }', "events[1].click: Expected `str` of length >= 1"),
        ("{ at = 1, phone_call = 3 }", "events[1].phone_call: Expected `bool`, got `int`"),
        ("{ at = 1, alarm = false }", "events[1]: an event of the system can only begin (true); `for` says how long"),
        ("{ at = 1, alarm = true, for = 0 }", "events[1].for: Expected `float` > 0.0"),
        ('{ at = 1, app = "A", type = "auto" }', "events[1].type: Invalid enum value 'auto'"),
        (
            '{ at = 1, app = "A", typ = "ambient" }',
            "events[1]: Object contains unknown field `typ`; there is: at, for, resume, app, type",
        ),
        ("{ at = 1, volume = 2 }", "events[1].volume: Expected `float` <= 1.0"),
        ('{ at = 1, plug = "toaster" }', "events[1].plug: Invalid enum value 'toaster'"),
        ('{ at = 1, expect = "active" }', "events[1].expect: Expected `object`, got `str`"),
        ('{ at = 1, expect = { state = "on" } }', "events[1].expect.state: Invalid enum value 'on'"),
        ("{ at = 1, expect = { text = { a = 1 } } }", "events[1].expect.text[...]: Expected `str`, got `int`"),
        ("{ at = 1, expect = {} }", "events[1].expect: it expects nothing; give one or more of: state, gain, output"),
        ("3", 'events[1]: an event is a table, as { at = 1, click = "#play" }, not 3'),
    ],
)
def test_an_error_names_the_entry(tmp_path: Path, entry: str, problem: str) -> None:
    path = write(tmp_path, "{ at = 0, lock = true }", entry)
    with pytest.raises(ScenarioError) as error:
        load_scenario(path)
    assert str(error.value).startswith(f"scenario.toml: {problem}")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "scenario.toml: events: a scenario needs a list of events"),
        (b"events = []", "scenario.toml: events: a scenario needs a list of events"),
        (b"events = 1", "scenario.toml: events: a scenario needs a list of events"),
        (b"[[event]]\nat = 1\nlock = true", "scenario.toml: event: there is nothing but `events` in a scenario"),
        (b"events = [", "scenario.toml is no TOML: "),
        (b"\xff", "scenario.toml cannot be read: "),
    ],
)
def test_a_file_that_is_no_list_of_events(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as error:
        load_scenario(path)
    assert str(error.value).startswith(problem)


@pytest.mark.parametrize("name", ["scenario.yaml", "scenario"])
def test_other_files_are_no_scenarios(name: str) -> None:
    with pytest.raises(ScenarioError, match=r"a scenario is a \.py or a \.toml file"):
        load_scenario(Path(name))


async def test_buttons_go_to_who_played_last(page: Page, tmp_path: Path) -> None:
    await page.set_content("<script>navigator.mediaSession.setActionHandler('pause', () => {})</script>")
    await play(
        page,
        tmp_path,
        '{ at = 0, app = "Music" }',
        '{ at = 0.05, press = "next" }',
        '{ at = 0.1, press = "pause" }',
    )
    (music,) = page.browser.device.apps.values()
    assert (music.pressed, music.state) == (["next", "pause"], "inactive")
