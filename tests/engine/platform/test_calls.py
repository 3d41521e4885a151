"""Functions that js/platform calls exist and take the given arguments. TypeScript's compiler reads the calls."""

import re
import shutil
from pathlib import Path

import pytest

from scripts.check_javascript import helpers, mistakes
from shim.engine.platform.index import platform
from shim.engine.platform.language import references
from shim.engine.platform.operations import MOST_ARGUMENTS, operation
from tests.paths import ROOT


def test_every_helper_and_host_operation_that_is_called_exists_and_takes_its_arguments() -> None:
    assert mistakes() == []


def test_a_call_of_what_is_not_there_or_with_other_arguments_is_found(tmp_path: Path) -> None:
    for folder in ("shim/dom", "js/platform/dom", "js/platform/webidl"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "js/platform/webidl.js", tmp_path / "js/platform/webidl.js")
    shutil.copy(ROOT / "tsconfig.json", tmp_path)
    (tmp_path / "js/platform/dom/wrong.js").write_text(
        "library({\n"
        "  one() { return $.h.get_attribute(1); },\n"
        "  two() { return $.h.get_attribute(1, 'a', 'b'); },\n"
        "  three() { return $.h.get_atribute(1, 'a'); },\n"
        "  four() { return $.fire(1); },\n"
        "  five() { return $.nowhere(1); },\n"
        "  six() { return $.h.get_attribute(1, $.str('a')); },\n"
        "});\n",
        encoding="utf-8",
    )
    found = [re.match(r"js/platform/dom/wrong\.js\((\d+),", line) for line in mistakes(tmp_path)]
    assert [match[1] for match in found if match is not None] == ["2", "3", "4", "5", "6"]


def test_every_helper_that_compiled_members_call_exists() -> None:
    index = platform()
    known = {name for name, _ in helpers(ROOT)} | set(references())
    for name in sorted(index.interface_names):
        interface = index.interface(name)
        pieces = [*interface.members.values(), *interface.statics.values()]
        text = "".join(piece.source for piece in (*pieces, interface.constructor) if piece is not None)
        called = {found for found in re.findall(r"\$\.([A-Za-z]\w*)", text) if "_" not in found}
        assert called <= known, name


def test_an_operation_takes_no_more_arguments_than_a_call_can_have() -> None:
    with pytest.raises(TypeError, match="takes 7 arguments; a host operation takes 6 at most"):

        @operation
        def seven(self: object, a: int, b: int, c: int, d: int, e: int, f: int, g: int) -> None:
            pass

    bootstrap = (ROOT / "js/platform/webidl.js").read_text(encoding="utf-8")
    assert re.findall(r"^  h\.\$(\d) =", bootstrap, re.M) == [str(n) for n in range(MOST_ARGUMENTS + 1)]
