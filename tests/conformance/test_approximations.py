"""The list of approximations in docs/conformance.md is that of the markers in the code."""

import importlib.util

from tests.paths import ROOT

SCRIPT = ROOT / "scripts" / "list_approximations.py"


def test_document_lists_every_marker() -> None:
    spec = importlib.util.spec_from_file_location("list_approximations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.DOCUMENT.read_text(encoding="utf-8")
    assert text == module.with_section(text), "run `python scripts/list_approximations.py`"
