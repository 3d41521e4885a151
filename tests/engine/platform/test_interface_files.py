"""A file of js/platform that breaks the conventions is named."""

from pathlib import Path

import pytest

from shim.engine.platform.bindings import InterfaceFileError
from shim.engine.platform.index import Platform

GOOD = "define(`\n[Exposed=Window]\ninterface Thing { undefined go(long x); };`, class { go(x) {} });\n"


@pytest.mark.parametrize(
    ("file", "source", "message"),
    [
        ("a/Thing.js", GOOD.replace("go(x)", "go({ x })"), "a/Thing.js: Thing.go: parameters must be plain names"),
        ("b/Thing.js", GOOD.replace("undefined go(", "undefined go go("), "b/Thing.js: "),
        ("c/Thing.js", GOOD + "nonsense nonsense", "c/Thing.js: SyntaxError: "),
        ("d/Thing.js", GOOD + "library({\n  one: 1,\n});\n", "d/Thing.js: one must be a method or a getter"),
    ],
)
def test_an_error_names_its_file(tmp_path: Path, file: str, source: str, message: str) -> None:
    path = tmp_path / file
    path.parent.mkdir()
    path.write_text(source, encoding="utf-8")
    with pytest.raises(InterfaceFileError) as caught:
        Platform(tmp_path).interface("Thing")
    assert str(caught.value).startswith(message)
