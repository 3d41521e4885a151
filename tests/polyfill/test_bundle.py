"""Output of `audio-shim polyfill`: scripts, maps, types, and their sizes."""

import gzip
import json
import re
from itertools import accumulate
from pathlib import Path

import pytest
import quickjs

from shim.polyfill.bundle import bundle, types
from tests.cli.command import Ran, audio_shim
from tests.paths import ROOT

POLYFILL = ROOT / "js" / "polyfill"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
WORD = re.compile(r"[\w$#]+|[^\w\s]")
VARIANTS = pytest.mark.parametrize(("module", "minified"), [(m, n) for m in (False, True) for n in (False, True)])


def decoded(mappings: str) -> list[tuple[int, int, int, int, int]]:
    """(row, column, source, source row, source column) of each segment."""
    found = []
    totals = [0, 0, 0]
    for row, line in enumerate(mappings.split(";")):
        column = 0
        for segment in line.split(",") if line else []:
            numbers, shift, value = [], 0, 0
            for digit in map(DIGITS.index, segment):
                value |= (digit & 31) << shift
                shift += 5
                if not digit & 32:
                    numbers.append(-(value >> 1) if value & 1 else value >> 1)
                    shift = value = 0
            column += numbers[0]
            totals = [a + b for a, b in zip(totals, numbers[1:], strict=True)]
            found.append((row, column, *totals))
    return found


@VARIANTS
def test_map_leads_from_each_word_to_itself(module: bool, minified: bool) -> None:
    made = bundle(module=module, minified=minified)
    source_map = json.loads(made.source_map("x.js"))
    assert source_map["version"] == 3
    assert source_map["file"] == "x.js"
    contents = [(POLYFILL / Path(name).name).read_text(encoding="utf-8") for name in source_map["sources"]]
    assert source_map["sourcesContent"] == contents
    originals, script = [text.split("\n") for text in contents], made.script.split("\n")
    segments = decoded(source_map["mappings"])
    for row, column, source, source_row, source_column in segments:
        word, original = WORD.match(script[row], column), WORD.match(originals[source][source_row], source_column)
        assert word is not None
        assert original is not None
        assert word[0] == original[0]
    assert len(segments) > (500 if minified else 5000)
    assert {source for _, _, source, _, _ in segments} == set(range(len(contents)))


@VARIANTS
def test_map_knows_a_certain_place(module: bool, minified: bool) -> None:
    made = bundle(module=module, minified=minified)
    source_map = json.loads(made.source_map("x.js"))
    offsets = [0, *accumulate(len(line) + 1 for line in made.script.split("\n"))]
    index = source_map["sources"].index("js/polyfill/microphone.js")
    place = next(
        (row, column)
        for row, line in enumerate((POLYFILL / "microphone.js").read_text(encoding="utf-8").split("\n"))
        if (column := line.find("AudioSession category")) >= 0
    )
    at = {(s, r, c): offsets[row] + column for row, column, s, r, c in decoded(source_map["mappings"])}
    assert at[index, *place] == made.script.index("AudioSession category")


@pytest.mark.parametrize("module", [False, True])
def test_at_most_8_kilobytes_compressed(module: bool) -> None:
    assert len(gzip.compress(bundle(module=module, minified=True).script.encode(), 9)) <= 8 * 1024


@pytest.mark.parametrize("module", [False, True])
def test_nothing_happens_where_there_is_no_document(module: bool) -> None:
    """On a server that imports the modules of its pages; Node has a Navigator."""
    context = quickjs.Context()
    context.eval("globalThis.Navigator = class Navigator {}; globalThis.navigator = new Navigator();")
    if module:
        context.eval(bundle(module=True, minified=True).script.replace("export const", "const"))
        assert context.eval("install() === false && install({ force: true }) === false")
    else:
        context.eval(bundle(minified=True).script)
    assert context.eval("Object.getOwnPropertyNames(Navigator.prototype).join()") == "constructor"


@pytest.mark.parametrize("minified", [False, True])
def test_script_installs_by_itself(minified: bool) -> None:
    context = quickjs.Context()
    context.eval((Path(__file__).parent / "window.js").read_text(encoding="utf-8"))
    context.eval("globalThis.parent = globalThis; globalThis.addEventListener = () => {};")
    context.eval(bundle(minified=minified).script)
    assert context.eval("navigator.audioSession.state") == "inactive"


def test_command_writes_script_map_and_types(tmp_path: Path) -> None:
    for name, options in (("a.js", []), ("b.mjs", ["--module", "--minify"])):
        out = tmp_path / "made" / name
        assert audio_shim("polyfill", "--out", out, *options, cwd=tmp_path) == Ran(0, "", "")
        script = out.read_text(encoding="utf-8")
        made = bundle(module="--module" in options, minified="--minify" in options)
        assert script == f"{made.script}//# sourceMappingURL={name}.map\n"
        assert (tmp_path / "made" / f"{name}.map").read_text(encoding="utf-8") == made.source_map(name)
    assert {path.name for path in (tmp_path / "made").iterdir()} == {
        "a.js", "a.js.map", "a.d.ts", "b.mjs", "b.mjs.map", "b.d.mts",
    }  # fmt: skip
    assert (tmp_path / "made" / "b.d.mts").read_text(encoding="utf-8") == types()


def test_command_prints_the_script(tmp_path: Path) -> None:
    assert audio_shim("polyfill", "--minify", cwd=tmp_path) == Ran(0, bundle(minified=True).script, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "/dev/null/x.js"], "cannot write /dev/null"),
        (["--out", "audio-session"], "takes the name of a script"),
        (["--size", "3"], "unrecognized arguments: --size 3"),
    ],
)
def test_command_says_what_is_wrong(tmp_path: Path, arguments: list[str], message: str) -> None:
    ran = audio_shim("polyfill", *arguments, cwd=tmp_path)
    assert (ran.status, ran.stdout) == (2, "")
    assert message in ran.stderr


def test_types_name_what_the_interface_has() -> None:
    declared = types()
    for line in (POLYFILL / "session.js").read_text(encoding="utf-8").splitlines():
        for name in re.findall(r'"([a-z-]+)"', line) if line.startswith("const TYPES") else []:
            assert f'"{name}"' in declared
    for member in ("type", "readonly state", "onstatechange", "readonly audioSession"):
        assert f"    {member}: " in declared


def test_a_checkout_without_the_minifier_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "minify.py").write_text("raise ImportError\n", encoding="utf-8")  # the command's folder comes first
    ran = audio_shim("polyfill", "--minify", cwd=tmp_path)
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr == (
        "audio-shim: --minify: minifying in a checkout needs minify-go: pip install -e '.[dev]' (or make setup)\n"
    )
    assert audio_shim("polyfill", cwd=tmp_path).status == 0
