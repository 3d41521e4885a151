"""`audio-shim run`: what it prints and how it ends, for every kind of page."""

from __future__ import annotations

import asyncio
import base64
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shim import __version__
from tests.cli.command import Ran, audio_shim
from tests.headless.loader.pages import serving
from tests.paths import ROOT
from tests.real_browsers import need_chromium

SOUND = ROOT / "examples" / "sounds" / "tone-1s.wav"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SOUND, tmp_path / "tone.wav")
    return tmp_path


def run(folder: Path, html: str, *options: str, grace: float | None = None) -> Ran:
    (folder / "page.html").write_text(html, encoding="utf-8")
    return audio_shim("run", "page.html", "--json", *options, cwd=folder, grace=grace)


def states(ran: Ran) -> list[tuple[str, str]]:
    return [(item["from"], item["to"]) for item in ran.report["timeline"]]


ON_AND_OFF = [("inactive", "active"), ("active", "inactive")]
DATA = "data:audio/wav;base64," + base64.b64encode(SOUND.read_bytes()).decode()


def test_the_json_of_a_page_with_audio(folder: Path) -> None:
    ran = run(folder, "<audio autoplay src=tone.wav></audio><script>navigator.audioSession.type = 'playback'</script>")
    assert (ran.status, ran.stderr) == (0, "")
    report = ran.report
    assert {"url", "documents", "timeline", "console", "errors"} <= report.keys()
    assert report["url"] == (folder / "page.html").as_uri()
    (document,) = report["documents"]
    assert {"id", "url", "parent", "session", "elements"} <= document.keys()
    assert (document["url"], document["parent"]) == (report["url"], None)
    assert document["session"] == {"type": "playback", "state": "inactive", "computedType": "playback"}
    assert len(document["elements"]) == 1
    first, second = report["timeline"]
    assert {"t", "document", "from", "to", "cause"} <= first.keys()
    assert states(ran) == ON_AND_OFF
    assert first["document"] == document["id"]
    assert first["cause"]
    assert 0.9 < second["t"] - first["t"] < 1.6
    assert (report["console"], report["errors"]) == ([], [])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<audio autoplay src='{DATA}'></audio>", ON_AND_OFF),
        ("<script>new Audio('tone.wav').play()</script>", ON_AND_OFF),
        ("<script>const a = new Audio('tone.wav'); a.muted = true; a.play()</script>", []),
        ("<audio autoplay muted src=tone.wav></audio>", []),
        ("<script>const a = new Audio('tone.wav'); a.volume = 0; a.play()</script>", []),
        ("<audio src=tone.wav></audio>", []),
        ("<audio autoplay src=missing.wav></audio>", []),
        ("<audio autoplay loop src=tone.wav></audio>", [("inactive", "active")]),
        ("<p>nothing</p>", []),
    ],
    ids=["data", "detached", "muted", "muted attribute", "volume 0", "not played", "missing", "loop", "none"],
)
def test_which_media_make_the_session_active(folder: Path, html: str, expected: list[tuple[str, str]]) -> None:
    ran = run(folder, html, "--clock", "manual")
    assert (ran.status, ran.stderr) == (0, "")
    assert states(ran) == expected
    assert ran.report["errors"] == []


def test_console_levels(folder: Path) -> None:
    ran = run(folder, "<script>for (const l of ['log', 'info', 'warn', 'error', 'debug']) console[l](l, 1)</script>")
    assert ran.report["console"] == [
        {"level": name, "text": f"{name} 1"} for name in ("log", "info", "warn", "error", "debug")
    ]


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("missing()", "missing is not defined"),
        ("Promise.reject(new Error('nobody cares'))", "nobody cares"),
        ("let = ;", "SyntaxError"),
        ("(function f() { f() })()", "call stack"),
        ("const a = []; while (true) a.push(new Array(1000).fill({}))", "out of memory"),
        ("let s = 'x'; while (true) s += s", "string"),
    ],
)
def test_an_uncaught_error_is_status_1(folder: Path, script: str, error: str) -> None:
    ran = run(folder, f"<script>{script}</script><script>console.log('on')</script>")
    assert (ran.status, ran.stderr) == (1, "")
    assert error in ran.report["errors"][0]


def test_what_the_page_uses_and_the_engine_lacks_is_printed_and_is_an_error_when_strict(folder: Path) -> None:
    html = "<script>try { new WebGLRenderingContext() } catch {}</script>"
    ran = run(folder, html)
    assert (ran.status, ran.report["notimplemented"], ran.report["errors"]) == (0, ["WebGLRenderingContext"], [])
    ran = run(folder, html, "--strict")
    assert (ran.status, ran.report["errors"]) == (1, ["not implemented: WebGLRenderingContext"])


def test_a_caught_error_is_none(folder: Path) -> None:
    ran = run(folder, "<script>onerror = () => true; missing()</script>")
    assert (ran.status, ran.report["errors"]) == (0, [])


@pytest.mark.parametrize(
    "script",
    ["while (true);", "(function f() { Promise.resolve().then(f) })()", "while (true) document.createElement('p')"],
)
def test_a_page_that_never_answers_is_killed_and_what_it_did_is_printed(folder: Path, script: str) -> None:
    ran = run(
        folder,
        f"<script>console.log('before'); console.log('and'); reportError('told'); {script}</script>",
        "--for",
        "2",
        grace=0.5,
    )
    assert ran.status == 124
    assert len(ran.stderr.splitlines()) == 1
    assert "did not answer" in ran.stderr
    assert [message["text"] for message in ran.report["console"]] == ["before", "and"]
    assert "told" in ran.report["errors"][0]


@pytest.mark.parametrize(
    "script",
    [
        "[].reverse.call({ length: 2 ** 53 - 1 })",
        "let nest = []; for (let i = 0; i < 60; i++) nest = [nest, nest]; nest.flat(Infinity)",
        "document.body.innerHTML = '<iframe></iframe>'; frames[0].eval('[].reverse.call({ length: 2 ** 53 - 1 })')",
    ],
)
def test_a_page_that_hangs_in_the_engine_is_killed_and_its_documents_have_crashed(folder: Path, script: str) -> None:
    markup = f"<body><script>console.log('before'); reportError('told'); setTimeout(() => {{ {script} }}, 50)</script>"
    ran = run(folder, markup, "--for", "2", grace=0.5)
    message = "the page did not answer for 0.5 s beyond its 2 s"
    assert (ran.status, ran.stderr) == (124, f"audio-shim: {message}\n")
    assert [message["text"] for message in ran.report["console"]] == ["before"]
    assert ran.report["errors"] == ["told", message]
    (document,) = ran.report["documents"]
    assert ran.report["crashes"] == [{"document": document["id"], "url": ran.report["url"], "reason": message}]


def test_a_page_without_a_crash_says_so(folder: Path) -> None:
    assert run(folder, "<p>x").report["crashes"] == []


def test_transitions_before_an_endless_loop_are_printed(folder: Path) -> None:
    script = """const a = new Audio('tone.wav'); a.play();
        navigator.audioSession.onstatechange = () => setTimeout(() => { while (true); })"""
    ran = run(folder, f"<script>{script}</script>", "--for", "3", grace=0.5)
    assert ran.status == 124
    assert states(ran) == [("inactive", "active")]


def test_for_seconds(folder: Path) -> None:
    html = "<script>setInterval(() => console.log('tick'), 500)</script>"
    ran = run(folder, html, "--for", "5", "--clock", "manual")
    assert ran.status == 0
    assert 9 <= len(ran.report["console"]) <= 10
    start = time.monotonic()
    ran = run(folder, html, "--for", "1")
    assert time.monotonic() - start > 1
    assert ran.status == 0
    assert len(ran.report["console"]) <= 2


def test_frames_are_documents_with_their_parent(folder: Path) -> None:
    ran = run(folder, "<iframe srcdoc='<iframe></iframe>'></iframe><iframe></iframe>")
    documents = ran.report["documents"]
    ids = [document["id"] for document in documents]
    assert [document["parent"] for document in documents] == [None, ids[0], ids[0], ids[1]]


@pytest.mark.parametrize("option", ["--json", None])
def test_a_missing_page_is_a_bad_argument(folder: Path, option: str | None) -> None:
    ran = audio_shim("run", "nope.html", *([option] if option else []), cwd=folder)
    assert (ran.status, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert "nope.html" in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "page.html", "--nope"],
        ["run", "page.html", "--for", "soon"],
        ["run", "page.html", "--for", "-1"],
        ["run", "page.html", "--for", "nan"],
        ["run", "page.html", "--policy", "nope"],
        ["run", "page.html", "--clock", "manual", "--engine", "chromium"],
        ["run", "page.html", "--until-idle", "--for", "1"],
        ["run", "page.html", "page.html"],
        ["run", "."],
        ["nope"],
        ["wpt"],
        [],
    ],
    ids=" ".join,
)
def test_bad_arguments_are_status_2_and_one_line(folder: Path, arguments: list[str]) -> None:
    (folder / "page.html").write_text("<p>")
    ran = audio_shim(*arguments, cwd=folder)
    assert (ran.status, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", ["", "run", "serve", "polyfill", "policy", "policy show", "wpt", "wpt run"])
def test_help(folder: Path, command: str) -> None:
    ran = audio_shim(*command.split(), "--help", cwd=folder)
    assert (ran.status, ran.stderr) == (0, "")
    assert f"usage: audio-shim {command}" in ran.stdout


def test_version_and_module(folder: Path) -> None:
    ran = audio_shim("--version", cwd=folder)
    assert (ran.status, ran.stdout) == (0, f"audio-session-shim {__version__}\n")
    command = [sys.executable, "-m", "shim", "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, ran.stdout)


def test_a_page_that_does_not_answer(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        ran = audio_shim("run", url, "--for", "0.5", "--json", cwd=folder)
    failure = f"{url} did not answer within 0.5 s; --for gives it longer"
    assert (ran.status, ran.stderr) == (1, f"audio-shim: {failure}\n")
    assert ran.report["errors"] == [failure]


async def test_a_page_that_is_there_and_never_ends_loading_is_run(folder: Path) -> None:
    async with serving() as site:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            site.files["/"] = f"<script>console.log('ran')</script><img src=http://127.0.0.1:{port}/>"
            options = ["--for", "3", "--json", "--allow-host", "*"]
            ran = await asyncio.to_thread(audio_shim, "run", site.origin + "/", *options, cwd=folder)
    assert (ran.status, ran.stderr) == (0, "")
    assert [line["text"] for line in ran.report["console"]] == ["ran"]


def test_a_page_on_chromium(folder: Path) -> None:
    need_chromium()
    ran = run(
        folder, "<audio autoplay src=tone.wav></audio><script>console.log('ran')</script>", "--engine", "chromium"
    )
    assert (ran.status, ran.stderr) == (0, "")
    assert states(ran) == ON_AND_OFF
    (document,) = ran.report["documents"]
    assert document["url"] == ran.report["url"] == (folder / "page.html").as_uri()
    assert document["parent"] is None
    assert document["session"] == {"type": "auto", "state": "inactive", "computedType": "ambient"}
    assert [(one["id"], one["kind"], one["audible"]) for one in document["elements"]] == [("audio#1", "audio", False)]
    assert [line["text"] for line in ran.report["console"]] == ["ran"]


def test_a_server_that_is_not_there(folder: Path) -> None:
    ran = audio_shim("run", "http://127.0.0.1:1/", "--json", cwd=folder)
    assert ran.status == 1
    assert len(ran.stderr.splitlines()) == 1
    assert ran.report["documents"] == []
    assert ran.report["errors"]


async def test_pages_over_http(folder: Path) -> None:

    async with serving() as site:
        site.files["/"] = "<audio autoplay src=tone.wav></audio><script src=a.js></script>"
        site.files["/a.js"] = "console.log('ran')"
        site.files["/tone.wav"] = (SOUND.read_bytes(), "audio/wav")
        ran = await asyncio.to_thread(audio_shim, "run", site.origin + "/", "--json", cwd=folder)
        assert ran.status == 0
        assert states(ran) == ON_AND_OFF
        assert ran.report["console"] == [{"level": "log", "text": "ran"}]
        gone = await asyncio.to_thread(audio_shim, "run", site.origin + "/gone", "--json", cwd=folder)
        assert gone.report["url"] == site.origin + "/gone"
        assert gone.status == 1
        assert gone.stderr == f"audio-shim: {site.origin}/gone cannot be run: the server answered 404\n"
        assert gone.report["errors"] == [f"{site.origin}/gone cannot be run: the server answered 404"]


def test_the_report_for_people(folder: Path) -> None:
    (folder / "page.html").write_text(
        "<script>new Audio('tone.wav').play(); console.log('[b]hello' + 'o'.repeat(200)); missing()</script>"
    )
    ran = audio_shim("run", "page.html", cwd=folder)
    assert ran.status == 1
    for text in ("page.html", "inactive → active", "[b]hello" + "o" * 200, "missing is not defined"):
        assert text in ran.stdout
