"""The built wheel, installed where there is no checkout, runs a page: its JavaScript travels inside it."""

import json
import os
import subprocess
import sys
import tarfile
import venv
import wave
import zipfile
from pathlib import Path

import pytest

from shim.polyfill.bundle import bundle
from tests.paths import ROOT

BIN = "Scripts" if os.name == "nt" else "bin"

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
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
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
    """The bin folder of a fresh environment, outside the checkout, that holds the wheel and its dependencies."""
    home = tmp_path_factory.mktemp("installed")
    assert ROOT not in home.parents
    venv.create(home, with_pip=False)
    python = home / BIN / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-compile", "--prefer-binary", wheel, cwd=home)
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
