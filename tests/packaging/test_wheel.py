"""The built wheel, installed where there is no checkout: it runs a page, for its JavaScript travels inside it, it is a
pytest plugin, it is typed, and a newcomer who follows docs/tutorial.md sees what the tutorial says."""

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import wave
import zipfile
from pathlib import Path

import pytest

from shim.polyfill.bundle import bundle
from tests.docs.blocks import blocks, write_files
from tests.paths import ROOT

BIN = "Scripts" if os.name == "nt" else "bin"
OF_OURS = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
"""Environment variables that a newcomer has not: without bytecode pytest rewrites all of the package in each run."""

PAGE = """<!doctype html>
<audio id="tone" src="tone.wav"></audio>
<script>
  const tone = document.getElementById("tone");
  tone.onended = () => console.log("ended as " + navigator.audioSession.state);
  tone.play();
</script>
"""


def run(*command: str | Path, cwd: Path) -> str:
    """The command's stdout; fails the test with all that it printed when its exit status is not 0."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_OURS}
    done = subprocess.run(list(command), cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command} exited {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh environment, outside the checkout: the wheel, its dependencies, and pytest."""
    home = tmp_path_factory.mktemp("installed")
    assert ROOT not in home.parents
    venv.create(home, with_pip=False)
    python = home / BIN / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-compile", "--prefer-binary", wheel, "pytest", cwd=home)
    return home / BIN


@pytest.fixture
def page(tmp_path: Path) -> Path:
    with wave.open(str(tmp_path / "tone.wav"), "wb") as tone:
        tone.setnchannels(1)
        tone.setsampwidth(2)
        tone.setframerate(8000)
        tone.writeframes(b"\x00\x20\x00\xe0" * 1200)  # 0.3 seconds
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    return path


def test_wheel_holds_the_package_its_types_and_all_the_javascript(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = run("git", "ls-files", "js", cwd=ROOT).split()
    assert tracked, "git tracks no file under js/"
    assert {name.replace("js/", "shim/_js/", 1) for name in tracked} <= names
    assert "shim/py.typed" in names
    assert not [name for name in names if not name.startswith("shim/") and ".dist-info/" not in name]


def test_wheel_and_sdist_hold_the_license(wheel: Path, tmp_path: Path) -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/licenses/LICENSE")]
        assert archive.read(name).decode() == text
        (metadata,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        assert "License-Expression: MIT" in archive.read(metadata).decode().splitlines()
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        (name,) = [n for n in archive.getnames() if n.endswith("/LICENSE")]
        member = archive.extractfile(name)
        assert member is not None
        assert member.read().decode() == text


def test_readme_of_the_wheel_has_no_relative_links(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        shown = archive.read(name).decode()
    assert "# audio-session-shim" in shown
    assert re.findall(r"\]\((?!https://)[^)]*\)", shown) == []
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    relative = re.findall(r"\]\((?!https://)([^)#]*)", readme)
    assert relative
    assert [path for path in relative if not (ROOT / path).exists()] == []


@pytest.mark.timeout(300)
def test_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    printed = run(
        installed / "python",
        "-c",
        "import shim, shim.resources; print(shim.__file__, shim.resources.js_dir())",
        cwd=tmp_path,
    )
    for path in map(Path, printed.split()):
        assert installed.parent in path.parents


@pytest.mark.timeout(300)
def test_installed_command_runs_a_page_whose_session_becomes_active_and_inactive(installed: Path, page: Path) -> None:
    result = json.loads(run(installed / "audio-shim", "run", page, "--json", cwd=page.parent))
    assert result["errors"] == []
    assert [(step["from"], step["to"]) for step in result["timeline"]] == [
        ("inactive", "active"),
        ("active", "inactive"),
    ]
    (document,) = result["documents"]
    assert document["session"]["state"] == "inactive"
    assert [line["text"] for line in result["console"]] == ["ended as active"]


@pytest.mark.timeout(300)
def test_installed_command_minifies_the_polyfill_without_a_minifier(installed: Path, tmp_path: Path) -> None:
    missing = run(installed / "python", "-c", "import importlib.util as u; print(u.find_spec('minify'))", cwd=tmp_path)
    assert missing == "None\n"
    for options in ([], ["--module"]):
        printed = run(installed / "audio-shim", "polyfill", "--minify", *options, cwd=tmp_path)
        assert printed == bundle(module=bool(options), minified=True).script
    run(installed / "audio-shim", "polyfill", "--minify", "--out", tmp_path / "a.js", cwd=tmp_path)
    assert (tmp_path / "a.js.map").read_text(encoding="utf-8") == bundle(minified=True).source_map("a.js")


USERS_TEST = """
import pytest

from shim import Browser, ConsoleMessage, Page, sync_api
from shim.sync_api import Device
from shim.types import State


def seen(page: sync_api.Page) -> str:
    return str(page.evaluate("document.title"))


@pytest.mark.audio_policy("ios", "android")
def test_blocking(audio_page: sync_api.Page, audio_device: Device) -> None:
    messages: list[ConsoleMessage] = []
    audio_page.on("console", messages.append)
    audio_page.set_content("<title>Shop</title><script>console.log(1)</script>")
    music = audio_device.app("Music", type="playback")
    music.play()
    assert music.state == "active"
    with audio_device.phone_call():
        assert music.state == "interrupted"
    assert music.state == "active"
    assert seen(audio_page) == "Shop"
    assert [message.text for message in messages] == ["1"]
    assert {page.name for page in audio_page.browser.pages} == {audio_page.name}


async def test_async(audio_page: Page, audio_browser: Browser) -> None:
    expected: State = "inactive"
    session = await audio_page.wait_for_session(expected)
    assert session.computed_type == "ambient"
    assert isinstance(audio_browser, Browser)
    async with audio_browser.device.alarm():
        assert audio_browser.device.audible() == []


def mistakes(page: sync_api.Page, device: Device) -> None:
    page.wait_for_session("playing")  # type: ignore[arg-type]
    page.on("consle", print)  # type: ignore[call-overload]
    page.on("console", lambda message: message.nonsense)  # type: ignore[call-overload]
    page.session.typ  # type: ignore[attr-defined]
    device.plug("hdmi")  # type: ignore[arg-type]
    device.press("louder")  # type: ignore[arg-type]
    device.app("Music", type="auto")  # type: ignore[arg-type]
    device.silent_swich = True  # type: ignore[attr-defined]
    Browser(engine="webkit")  # type: ignore[arg-type]
    Browser(permissions=["microphone"])  # type: ignore[arg-type]
    Browser(autoplay="never")  # type: ignore[arg-type]
    sync_api.Browser(permissions={"microphone": "yes"})  # type: ignore[dict-item]
"""


@pytest.mark.timeout(300)
def test_installing_is_enough_to_run_tests(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "test_users.py").write_text(USERS_TEST, encoding="utf-8")
    printed = run(installed / "python", "-m", "pytest", "-v", cwd=tmp_path)
    for name in ("test_blocking[ios]", "test_blocking[android]", "test_async"):
        assert f"test_users.py::{name} PASSED" in printed


TUTORIAL = ROOT / "docs/tutorial.md"


def run_pytest(folder: Path, installed: Path, *options: str) -> tuple[int, str]:
    """The exit status of pytest, and what it prints."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_OURS}
    command = [installed / "pytest", *options]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.timeout(300)
def test_the_tutorial_is_red_and_then_green(installed: Path, tmp_path: Path) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    shown = [block for block in blocks() if block.page == TUTORIAL]
    deaf, test, listening, test_on_phones = (block for block in shown if block.name)
    assert "pip install audio-session-shim pytest" in "".join(block.text for block in shown if block.language == "sh")

    write_files([deaf, test], tmp_path)
    status, red = run_pytest(tmp_path, installed)
    assert status == 1, red
    for line in ("to_have_text() did not hold within 1 s", "expected:  'On hold'", "last seen: 'In the call'"):
        assert line in red
        assert line in text
    timeline = re.compile(r"^-+ audio timeline, policy spec -+\n(.*?)\n(?:=|```)", re.MULTILINE | re.DOTALL)
    assert [without_times(one) for one in timeline.findall(red)] == [
        without_times(one) for one in timeline.findall(text)
    ]

    write_files([listening, test_on_phones], tmp_path)
    names = re.findall(r"^test_call.*PASSED$", text, re.MULTILINE)
    assert len(names) == 3
    status, green = run_pytest(tmp_path, installed, "-v")
    assert status == 0, green
    assert [name for name in names if name in green] == names
    seconds = [seconds_of(tmp_path, installed) - seconds_of(tmp_path, installed, "--collect-only") for _ in range(2)]
    assert min(seconds) < 1, seconds

    write_files([deaf], tmp_path)
    status, red = run_pytest(tmp_path, installed)
    assert status == 1
    assert "3 failed" in red


def seconds_of(folder: Path, installed: Path, *options: str) -> float:
    """Processor time of a run of pytest: on a busy machine the clock on the wall tells of other programs."""
    before = os.times()
    run_pytest(folder, installed, *options)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def without_times(text: str) -> str:
    return re.sub(r"\d+\.\d+ s", "0 s", re.sub(r"^ +", "", text, flags=re.MULTILINE))


@pytest.mark.timeout(300)
def test_types_hold_for_users(installed: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"^```python\n(import asyncio\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "readme.py").write_text(sample, encoding="utf-8")
    (tmp_path / "test_users.py").write_text(USERS_TEST, encoding="utf-8")
    examples = sorted(ROOT.glob("examples/**/*.py"))
    assert len(examples) >= 4
    run(
        sys.executable,
        *("-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}"),
        f"--python-executable={installed / 'python'}",
        *(tmp_path / "readme.py", tmp_path / "test_users.py", *examples),
        cwd=tmp_path,
    )
