"""`audio-shim run --report` and `--screenshot-timeline`: what is written, also for a page that had to be killed."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree

import pytest
import turbohtml

from shim import __version__
from tests.cli.command import audio_shim
from tests.paths import ROOT
from tests.real_browsers import need_chromium

PLAYER = ROOT / "examples" / "player" / "index.html"


def test_the_report_and_the_picture_of_a_page(tmp_path: Path) -> None:
    ran = audio_shim("run", PLAYER, "--report", "out.html", "--screenshot-timeline", "out.svg", cwd=tmp_path)
    assert (ran.status, ran.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "out.svg"]
    picture = "".join(ElementTree.parse(tmp_path / "out.svg").getroot().itertext())
    assert "element became audible: audio#1" in picture
    report = turbohtml.parse((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert [tuple(cell.text for cell in row.select("td")) for row in report.select("tbody tr")] == [
        ("tab 1, document 1", "type set to playback"),
        ("tab 1, document 1", "active element became audible: audio#1"),
        ("tab 1, document 1", "inactive element no longer audible: audio#1"),
        ("tab 1", "log the end"),
    ]


def test_the_report_has_the_recording(tmp_path: Path) -> None:
    ran = audio_shim("run", PLAYER, "--report", "out.html", "--record", "out.wav", cwd=tmp_path)
    assert (ran.status, ran.stderr) == (0, "")
    (audio,) = turbohtml.parse((tmp_path / "out.html").read_text(encoding="utf-8")).select("audio")
    inlined = base64.b64decode(audio.attrs["src"].removeprefix("data:audio/wav;base64,"))
    assert inlined == (tmp_path / "out.wav").read_bytes()
    assert 0 <= float(audio.attrs["data-offset"]) < 1


def test_the_report_of_a_failed_run_says_so(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>A page</title><button>Go</button>")
    (tmp_path / "a.toml").write_text(
        'events = [{ at = 0, click = "button" }, { at = 0.1, expect = { state = "active" } }]'
    )
    ran = audio_shim("run", "page.html", "--scenario", "a.toml", "--report", "out.html", cwd=tmp_path)
    assert ran.status == 1
    report = turbohtml.parse((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert report.select_one("title").text == "Failed: A page"
    failure = "the scenario failed: a.toml: events[1], at 0.1 s: the session is inactive, expected active"
    assert [item.text for item in report.select(".failures li")] == [failure]
    facts = {dt.text: dd.text for dt, dd in zip(report.select("dt"), report.select("dd"), strict=True)}
    assert facts["page"] == (tmp_path / "page.html").as_uri()
    assert (facts["scenario"], facts["engine"], facts["version"]) == ("a.toml", "quickjs", __version__)
    assert [(row.select_one(".badge").text, row.select_one("pre").text) for row in report.select(".step-row")] == [
        ("did", "click 'button'"),
        ("failed", "expect state is 'active': the session is inactive, expected active"),
    ]
    assert "--record OUT.wav" in report.select_one("figure").text


@pytest.mark.parametrize("engine", ["quickjs", "chromium"])
def test_the_report_of_a_run_has_pictures(tmp_path: Path, engine: str) -> None:
    if engine == "chromium":
        need_chromium()
    (tmp_path / "page.html").write_text("<body onclick='this.style.background = \"teal\"'>Go")
    (tmp_path / "a.py").write_text(
        "async def scenario(device, page):\n"
        "    await page.wait(1)\n    await page.click('body')\n    await page.wait(0.5)\n    assert 0, 'no'\n",
        encoding="utf-8",
    )
    options = ["--engine", engine, "--scenario", "a.py", "--report", "out.html"]
    ran = audio_shim("run", "page.html", *options, cwd=tmp_path)
    assert ran.status == 1
    report = turbohtml.parse((tmp_path / "out.html").read_text(encoding="utf-8"))
    pictures = {image.attrs["src"] for image in report.select(".shots img")}
    assert len(pictures) >= 2
    assert all(source.startswith("data:image/jpeg;base64,/9j/") for source in pictures)
    # What fails without an expectation is on the lane too.
    assert [row.select_one(".badge").text for row in report.select(".step-row")] == ["did", "failed"]


def test_what_a_page_did_before_it_hung_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "tone-1s.wav").write_bytes(PLAYER.with_name("tone-1s.wav").read_bytes())
    (tmp_path / "page.html").write_text(
        """<script>console.log("before"); new Audio("tone-1s.wav").play();
        const hang = () => { console.log("hangs"); while (true); };
        navigator.audioSession.onstatechange = () => setTimeout(hang);</script>"""
    )
    ran = audio_shim("run", "page.html", "--for", "3", "--report", "out.html", cwd=tmp_path, grace=0.5)
    assert ran.status == 124
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    for said in ("before", "hangs", "element became audible: audio#1"):
        assert said in text


def test_folders_are_made(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    options = ["--report", "a/b/out.html", "--screenshot-timeline", "c/out.svg", "--record", "d/out.wav"]
    ran = audio_shim("run", "page.html", *options, cwd=tmp_path)
    assert (ran.status, ran.stderr) == (0, "")
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("out.*")}
    assert made == {"a/b/out.html", "c/out.svg", "d/out.wav"}


@pytest.mark.parametrize("option", ["--report", "--screenshot-timeline", "--record"])
@pytest.mark.parametrize("path", ["page.html/out", "."])
def test_a_path_that_cannot_be_written_is_a_bad_argument(tmp_path: Path, option: str, path: str) -> None:
    (tmp_path / "page.html").write_text("<script>fetch('page.html')</script>")
    ran = audio_shim("run", "page.html", option, path, cwd=tmp_path)
    assert (ran.status, ran.stdout) == (2, "")
    (line,) = ran.stderr.splitlines()
    assert f"{path} cannot be written" in line
