"""A package that is missing, or that does not fit, is one line on the command line."""

from pathlib import Path

import pytest

from tests.cli.command import Ran, fresh_audio_shim

MISSING = "raise ModuleNotFoundError({name!r}, name={name!r})\n"


@pytest.mark.parametrize("name", ["quickjs", "turbohtml", "ada_url", "tinycss2"])
def test_a_missing_package_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text(MISSING.format(name=name), encoding="utf-8")  # this folder comes first
    (tmp_path / "page.html").write_text("<style>p { top: 0 }</style><script>getComputedStyle(document.body)</script>")
    message = f"audio-shim: the package with the module {name} is not installed: pip install audio-session-shim\n"
    assert fresh_audio_shim("run", "page.html", cwd=tmp_path) == Ran(3, "", message)


def test_a_package_that_does_not_fit_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>x", encoding="utf-8")
    (tmp_path / "_quickjs.py").write_text("__file__ = __import__('_ctypes').__file__\n", encoding="utf-8")
    (tmp_path / "quickjs.py").write_text("class Context: ...\nclass JSException(Exception): ...\n", encoding="utf-8")
    ran = fresh_audio_shim("run", "page.html", cwd=tmp_path)
    assert (ran.status, ran.stdout) == (3, "")
    assert ran.stderr.startswith("audio-shim: the installed quickjs-ng does not fit: ")
    assert ran.stderr.count("\n") == 1


def test_commands_that_need_no_engine_work_without_it(tmp_path: Path) -> None:
    (tmp_path / "quickjs.py").write_text(MISSING.format(name="quickjs"), encoding="utf-8")
    assert fresh_audio_shim("polyfill", cwd=tmp_path).status == 0
    assert fresh_audio_shim("--help", cwd=tmp_path).status == 0
