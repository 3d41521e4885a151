"""The drawing, the picture and the report as text: well-formed, bounded, and nothing of a page is markup in it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from shim import __version__
from shim.audio.wav import WavFile
from shim.report import axis, files, html, markup, svg
from shim.report.lanes import ON, Lane, Lanes, Segment, lanes_of
from shim.report.rows import rows_of
from shim.report.thin import MIXED, thin_corners, thin_segments
from shim.session import SystemEvent
from tests.report.scene import Scene, podcast, tone

SVG = "{http://www.w3.org/2000/svg}"


def elements(text: str, css: str) -> list[ElementTree.Element]:
    return [e for e in ElementTree.fromstring(text).iter() if css in (e.get("class") or "").split()]


def test_the_picture_has_a_part_for_each_state_with_its_cause() -> None:
    picture = svg.picture(lanes_of(podcast().history), "Podcast")
    titles = [e.findtext(f"{SVG}title") for e in elements(picture, "segment") if e.get("data-t")]
    assert "tab 1, document 1: interrupted, 6.500 s to 9.000 s (2.500 s)\nphone call" in titles
    assert (
        "tab 1, document 1: active, 1.200 s to 6.500 s (5.300 s)\nelement became audible: audio#1\n"
        "gain 20 % from 3.500 s\ngain 100 % from 5.500 s"
    ) in titles
    assert len(titles) == 2 + 5 + 1 + 3 + 3
    assert [e.findtext(f"{SVG}text") for e in elements(picture, "gain")] == ["20 %"]
    assert [e.findtext(f"{SVG}title") for e in elements(picture, "type")] == [
        "tab 1, document 1: type auto, 0.000 s to 1.000 s",
        "tab 1, document 1: type playback, 1.000 s to 12.400 s",
        "frame in tab 1, document 2: type auto, 0.000 s to 12.400 s",
        "Music: type playback, 0.000 s to 12.400 s",
        "Navigation: type transient, 0.000 s to 12.400 s",
    ]
    assert len(elements(picture, "sign")) == 5


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_of_a_page_is_text_in_the_picture(text: str) -> None:
    lane = Lane("document-1", "document", text, 1, text, 0, [Segment(0, 1, "active", text), Segment(1, 2, ON, text)])
    picture = svg.picture(Lanes(text, 2.0, [lane], []), text)
    root = ElementTree.fromstring(picture.encode())
    plain = ElementTree.fromstring(svg.picture(Lanes("", 2.0, [lane], []), "x").encode())
    assert [e.tag for e in root.iter()] == [e.tag for e in plain.iter()]
    assert {name for e in root.iter() for name in e.attrib if name.startswith("on")} == set()


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_of_a_page_is_text_in_the_report(text: str) -> None:
    def shape(said: str) -> list[str]:
        scene = Scene()
        scene.document(tab=said, url=said)
        scene.app(said).play()
        scene.note(said, said, said)
        scene.at = 1.0
        page = turbohtml.parse(html.report(lanes_of(scene.history), html.About(said)))
        return [element.tag for element in page.select("body, body *") if element.tag != "tspan"]

    assert shape(text) == shape("plain")


def test_unwritable_characters_are_replaced_and_long_text_is_cut() -> None:
    assert markup.text("a\x00b\ud800\u202ec\ufffe") == "a\ufffdb\ufffd\ufffdc\ufffd"
    assert markup.text("<&\"'>") == "&lt;&amp;&quot;&#x27;&gt;"
    assert markup.text("x" * 400) == "x" * 299 + "…"


def test_states_too_short_to_be_seen_are_drawn_as_one() -> None:
    short = [Segment(1 + n / 1000, 1 + (n + 1) / 1000, ("active", "inactive")[n % 2], "") for n in range(10)]
    whole = [Segment(0, 1, "inactive", ""), *short, Segment(1.01, 2, "active", "x")]
    assert thin_segments(whole, 0.01) == [
        whole[0],
        Segment(1.0, 1.01, MIXED, "10 states: 5 × active, 5 × inactive"),
        whole[-1],
    ]
    assert thin_segments(whole, 0.0) == whole
    assert thin_segments([Segment(1, 1, "active", "")], 0.1) == []
    corners = [(n / 1000, n % 7 / 7) for n in range(1000)]
    thinned = thin_corners(corners, 0.1)
    assert len(thinned) <= 44
    assert set(thinned) <= set(corners)


def test_a_picture_is_bounded_whatever_happened() -> None:
    scene = Scene()
    apps = [scene.app(f"App {n}", type="ambient") for n in range(300)]
    for turn in range(160):
        for n, app in enumerate(apps):
            scene.at = turn / 80 + n / 100_000
            (app.pause if app.state == "active" else app.play)()
    assert len(scene.timeline) == 48_000
    lanes = lanes_of(scene.history)
    picture = svg.picture(lanes, "Many")
    assert len(elements(picture, "segment")) < 21_000
    assert len(picture) < 12_000_000
    assert svg.remarks(lanes) == [
        "States shorter than 39.8 ms are drawn as one.",
        "100 participants with fewer transitions are not shown.",
    ]
    assert svg.remarks(lanes)[0] in picture


def test_a_device_on_which_nothing_happened_has_a_picture() -> None:
    scene = Scene()
    root = ElementTree.fromstring(svg.picture(lanes_of(scene.history), "Nothing"))
    assert "No document, no app and no call has been there." in "".join(root.itertext())


@pytest.mark.parametrize("end", [0.0, 1e-6, 0.37, 1.0, 30.0, 59.9, 3600.0, 86_400.0])
def test_marks_of_the_axis(end: float) -> None:
    marks = axis.marks(end, 8)
    assert 1 <= len(marks) <= 9
    assert marks[0] == 0
    assert marks[-1] <= end * (1 + 1e-9)
    assert len({axis.label(t) for t in marks}) == len(marks)


def test_labels_of_the_axis() -> None:
    assert [axis.label(t) for t in (0, 0.3, 59, 60, 61.5, 3600)] == ["0 s", "0.3 s", "59 s", "1:00", "61.5 s", "60:00"]


def test_a_gain_that_was_there_before_the_sound_is_named() -> None:
    lane = Lane("app-1", "app", "Music", segments=[Segment(0, 2, "inactive", ""), Segment(2, 9, "active", "play")])
    lane.gains = [(0.0, 1.0), (1.0, 1.0), (1.0, 0.2), (5.0, 0.2), (5.5, 0.5)]
    gains = elements(svg.picture(Lanes("spec", 9.0, [lane], []), "x"), "gain")
    assert [(e.get("x"), e.get("width"), e.findtext(f"{SVG}text")) for e in gains] == [
        ("22.2222%", "33.3333%", "20 %"),
        ("61.1111%", "38.8889%", "50 %"),
    ]


def test_a_type_set_again_and_again_has_flags_as_far_apart_as_can_be_seen() -> None:
    scene = Scene()
    page = scene.document(url="data:text/html,<p>" + "x" * 1000)
    for n in range(10_000):
        scene.at = n / 1e4
        page.set_type(("playback", "ambient")[n % 2])
    scene.at = 4.0
    picture = svg.picture(lanes_of(scene.history), "x")
    assert 900 < len(elements(picture, "type")) <= 1_000
    assert "document 1 · data:text/html,&lt;p&gt;xxxxxx…" in picture


def test_what_was_not_kept_is_said() -> None:
    assert svg.remarks(Lanes("spec", 1.0, [Lane("app-1", "app", "Music")], [], 0, 7)) == [
        "7 console messages were not kept."
    ]


def steps() -> Scene:
    scene = podcast()
    scene.note_action("click '#play'", 1.1)
    scene.note_expectation("expect state is 'active'", held=True)
    scene.at = 12.6
    scene.note_expectation("expect gain is 1: the page is heard with gain 0", held=False)
    scene.at = 13.0
    return scene


def test_steps_of_a_test_have_a_lane_and_rows() -> None:
    lanes = lanes_of(steps().history)
    picture = svg.picture(lanes, "Steps")
    (lane,) = elements(picture, "steps")
    signs = [(e.get("class"), e.findtext(f"{SVG}title")) for e in lane.iter(f"{SVG}svg")]
    assert signs == [
        ("sign action", "1.100 s action: click '#play'"),
        ("sign held", "12.400 s held: expect state is 'active'"),
        ("sign failed", "12.600 s failed: expect gain is 1: the page is heard with gain 0"),
    ]
    assert [line.get("x1") for line in elements(picture, "failure")] == [f"{round(100 * 12.6 / 13, 4):g}%"]
    rows, _ = rows_of(lanes)
    assert [(row.t, row.word) for row in rows if row.kind == "step"] == [
        (1.1, "action"),
        (12.4, "held"),
        (12.6, "failed"),
    ]


def test_each_look_of_the_legend_has_one_meaning() -> None:
    scene = Scene("ios")
    page = scene.document(url="file:///a/b.html")
    page.set_type("ambient")
    page.play()
    scene.at = 1.0
    scene.silent_switch = True
    scene.at = 2.0
    _, told = scene.core.begin_event(SystemEvent.CALL, scene.at)
    scene.tell(told)
    scene.at = 3.0
    picture = svg.picture(lanes_of(scene.history), "Looks")
    looks = {
        e.get("aria-label"): [s.get("class") for s in e.iter() if s.get("data-t") and "segment" in s.get("class", "")]
        for e in elements(picture, "lane")
    }
    assert looks["phone call, event"] == ["segment on"]
    assert looks["silent switch, switch"] == ["segment switched"]
    # The silent switch mutes the page: that is not ducking, and has a look of its own.
    (muted,) = [e for e in elements(picture, "muted") if e.tag == f"{SVG}rect"]
    assert (muted.get("x"), muted.get("width")) == ("50%", "16.6667%")
    assert "muted" in [e.findtext(f"{SVG}text") for e in elements(picture, "gain")]
    legend = ["active", "ducked", "muted", "interrupted", "inactive", "call, alarm, assistant", "switch"]
    items = turbohtml.parse(f"<ul>{svg.legend_items()}</ul>").select("li")
    assert [item.text for item in items] == legend
    assert len({item.select_one("svg").inner_html for item in items}) == len(legend)


def test_the_report_says_what_failed_and_of_which_run() -> None:
    about = html.About(
        "A <page>",
        "file:///a.html",
        "a.toml",
        "quickjs",
        ["the <b>scenario</b> failed"],
        [html.Shot(1.25, "tab 1", b"\xff\xd8")],
        "no recording",
    )
    page = turbohtml.parse(html.report(lanes_of(steps().history), about))
    assert page.select_one("title").text == "Failed: A <page>"
    assert page.select_one("h1").text == "A <page>"
    facts = {dt.text: dd.text for dt, dd in zip(page.select("dt"), page.select("dd"), strict=True)}
    assert facts.pop("date")[:2] == "20"
    assert facts == {
        "page": "file:///a.html",
        "scenario": "a.toml",
        "engine": "quickjs",
        "policy": "spec",
        "length": "13.000 s",
        "version": __version__,
        "shown": "6 lanes, 23 entries",
    }
    assert [item.text for item in page.select(".failures li")] == ["the <b>scenario</b> failed"]
    (shot,) = page.select(".shots img")
    assert (shot.attrs["alt"], shot.attrs["src"]) == ("tab 1 at 1.250 s", "data:image/jpeg;base64,/9g=")
    # There are pictures, so nothing is said of how to get some.
    assert [note.text for note in page.select(".remark")] == ["no recording"]
    assert not turbohtml.parse(html.report(lanes_of(steps().history), html.About("x"))).select(".failures, .shots")


def test_the_waveform_is_as_long_as_the_recording_and_as_loud_as_it_can_be(tmp_path: Path) -> None:
    recorded = html.Recorded(tone(tmp_path / "heard.wav", 2), 0.5)
    page = turbohtml.parse(files.report(podcast().history, recording=recorded))
    (sound,) = page.select(".segment.sound")
    assert sound.attrs["data-t"] == "0.5000 2.5000"
    outline = page.select_one(".wave path").attrs["d"]
    corners = [tuple(map(float, corner.split())) for corner in outline[1:-1].split("L")]
    assert len(corners) == 2 * 4_000
    assert {round(x) for x, _ in corners} <= set(range(4032, 20162))
    assert min(y for _, y in corners) == 0
    assert max(y for _, y in corners) == pytest.approx(200, abs=0.1)
    silent = tmp_path / "silent.wav"
    WavFile(silent).close()
    assert "nothing that could be drawn" in files.report(podcast().history, recording=html.Recorded(silent, 0.0))
