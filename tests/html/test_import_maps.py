"""Import maps: parsing, merging and resolving. https://html.spec.whatwg.org/multipage/webappapis.html#import-maps"""

import json

import pytest

from shim.html.import_maps import ImportMap, ImportMapError, UnresolvedError, parse_import_map

BASE = "https://example.test/app/page.html"


def parse(value: object, warnings: list[str] | None = None) -> ImportMap:
    return parse_import_map(json.dumps(value), BASE, (warnings if warnings is not None else []).append)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "SyntaxError"),
        ('{"imports": NaN}', "SyntaxError"),
        ("[]", "TypeError"),
        ("null", "TypeError"),
        ('{"imports": []}', "TypeError"),
        ('{"scopes": 1}', "TypeError"),
        ('{"scopes": {"a": 1}}', "TypeError"),
        ('{"integrity": ""}', "TypeError"),
        ("[" * 100_000, "SyntaxError"),
    ],
)
def test_what_is_not_an_import_map(text: str, error: str) -> None:
    with pytest.raises(ImportMapError) as caught:
        parse_import_map(text, BASE, lambda text: None)
    assert caught.value.type == error


def test_entries_that_cannot_be_are_told_and_left_out() -> None:
    warnings: list[str] = []
    found = parse(
        {
            "imports": {"": "/a.js", "b": 1, "c": "bare", "d/": "/d", "e": "/e.js"},
            "scopes": {"http://[": {}},
            "integrity": {"bare": "x", "/a.js": 1, "/b.js": "sha256-x"},
            "other": 1,
        },
        warnings,
    )
    assert found.imports == {"e": "https://example.test/e.js", "d/": None, "c": None, "b": None}
    assert found.scopes == {}
    assert found.integrity == {"https://example.test/b.js": "sha256-x"}
    assert len(warnings) == 8


def test_longer_keys_come_first() -> None:
    found = parse({"imports": {"a/": "/1/", "a/b/": "/2/", "a": "/3"}, "scopes": {"/": {}, "/x/": {}, "/x": {}}})
    assert list(found.imports) == ["a/b/", "a/", "a"]
    assert list(found.scopes) == [f"https://example.test/{path}" for path in ("x/", "x", "")]


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("a", "/a.js"),
        ("lib/x/y", "/lib/x/y"),
        ("lib/special/z", "/special/z"),
        ("./local.js", "/local-mapped.js"),
        ("https://example.test/app/local.js", "/local-mapped.js"),
        ("./other.js", "/app/other.js"),
        ("/top", "/top"),
        ("https://cdn.test/x", "/cdn/x"),
        ("unknown", None),
        ("blocked", None),
        ("blocked/x", None),
        ("lib/../../up", None),
        ("", None),
        ("@scope/x", None),
    ],
)
def test_resolving(specifier: str, expected: str | None) -> None:
    found = parse(
        {
            "imports": {
                "a": "/a.js", "lib/": "/lib/", "lib/special/": "/special/", "./local.js": "/local-mapped.js",
                "https://cdn.test/": "/cdn/", "blocked": None, "blocked/": None,
            }
        }
    )  # fmt: skip
    if expected is None:
        with pytest.raises(UnresolvedError):
            found.resolve(specifier, BASE)
    else:
        assert found.resolve(specifier, BASE) == f"https://example.test{expected}"


@pytest.mark.parametrize(
    ("base", "expected"),
    [("/app/page.html", "exact"), ("/app/sub/x.js", "sub"), ("/app/x.js", "app"), ("/x.js", "top")],
)
def test_the_narrowest_scope_that_has_it_decides(base: str, expected: str) -> None:
    scopes = {"/app/page.html": {"a": "/exact"}, "/app/sub/": {"a": "/sub"}, "/app/": {"a": "/app"}, "/none/": {}}
    found = parse({"imports": {"a": "/top"}, "scopes": scopes})
    assert found.resolve("a", f"https://example.test{base}") == f"https://example.test/{expected}"


def test_what_was_resolved_or_was_there_before_stays() -> None:
    warnings: list[str] = []
    found = parse({"imports": {"a": "/1"}, "scopes": {"/s/": {"a": "/2"}}, "integrity": {"/1": "x"}})
    found.resolve("./seen.js", BASE)
    new = {
        "imports": {"a": "/other", "b": "/3", "./seen.js": "/4"},
        "scopes": {"/s/": {"a": "/other", "b": "/5"}, "/app/": {"./seen.js": "/6", "./": "/7/"}},
        "integrity": {"/1": "y", "/2": "z"},
    }
    found.merge(parse(new), warnings.append)
    at = "https://example.test"
    assert found.imports == {"b": f"{at}/3", "a": f"{at}/1"}
    assert found.scopes[f"{at}/s/"] == {"b": f"{at}/5", "a": f"{at}/2"}
    assert found.scopes[f"{at}/app/"] == {}
    assert found.integrity == {f"{at}/1": "x", f"{at}/2": "z"}
    assert len(warnings) == 6
