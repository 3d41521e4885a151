"""Import maps: which URL a module specifier stands for, without a realm.

https://html.spec.whatwg.org/multipage/webappapis.html#import-maps
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn, TypeVar

from shim.net import url as urls

SpecifierMap = dict[str, str | None]
"""https://html.spec.whatwg.org/#module-specifier-map; None where the key must not be resolved."""
Warn = Callable[[str], None]

_Value = TypeVar("_Value")
_SPECIAL = ("http:", "https:", "file:", "ftp:", "ws:", "wss:")


class ImportMapError(Exception):
    """A text is not an import map. `type` is the error that script gets: SyntaxError or TypeError."""

    def __init__(self, type_: Literal["SyntaxError", "TypeError"], message: str) -> None:
        super().__init__(message)
        self.type = type_


class UnresolvedError(Exception):
    """A specifier cannot be resolved; script gets a TypeError."""


@dataclass(frozen=True, slots=True)
class ResolvedSpecifier:
    """https://html.spec.whatwg.org/#specifier-resolution-record"""

    base_url: str
    specifier: str
    is_special: bool
    """True when the specifier is not a URL, or one of a special scheme: only then may a prefix stand for it."""


@dataclass(slots=True)
class ImportMap:
    """https://html.spec.whatwg.org/#import-map, and what was resolved by it so far."""

    imports: SpecifierMap = field(default_factory=dict)
    scopes: dict[str, SpecifierMap] = field(default_factory=dict)
    integrity: dict[str, str] = field(default_factory=dict)
    resolved: set[ResolvedSpecifier] = field(default_factory=set)
    """https://html.spec.whatwg.org/#resolved-module-set"""

    # https://html.spec.whatwg.org/#resolve-a-module-specifier steps 7 to 14
    def resolve(self, specifier: str, base_url: str) -> str:
        """The URL that a specifier stands for in a script. Raises `UnresolvedError`."""
        # 7., 8.
        as_url = resolve_url_like(specifier, base_url)
        normalized = as_url if as_url is not None else specifier
        is_special = as_url is None or as_url.startswith(_SPECIAL)
        # 9., 10.
        result: str | None = None
        for prefix, imports in self.scopes.items():
            if _covers(prefix, base_url):
                result = _resolve_imports_match(normalized, is_special, imports)
                if result is not None:
                    break
        # 11., 12.
        if result is None:
            result = _resolve_imports_match(normalized, is_special, self.imports)
        if result is None:
            result = as_url
        # 13.
        if result is not None:
            self.resolved.add(ResolvedSpecifier(base_url, normalized, is_special))
            return result
        # 14.
        raise UnresolvedError(
            f"Failed to resolve module specifier {specifier!r}: it must start with '/', './' or '../', be a URL, or be "
            "in an import map"
        )

    # https://html.spec.whatwg.org/#merge-existing-and-new-import-maps
    def merge(self, new: ImportMap, warn: Warn) -> None:
        """Adds a map to this one. What has been resolved already, or is there already, stays as it is."""
        # 4.
        for prefix, imports in new.scopes.items():
            kept = dict(imports)
            for record in self.resolved:
                if _covers(prefix, record.base_url):
                    _drop_resolved(kept, record, warn)
            self.scopes[prefix] = _merge_specifier_maps(kept, self.scopes.get(prefix, {}), warn)
        self.scopes = _sorted(self.scopes)
        # 5.
        for url, integrity in new.integrity.items():
            if url in self.integrity:
                warn(f"An import map has an integrity for {url!r}, which another one had before; it is ignored")
            else:
                self.integrity[url] = integrity
        # 3., 6.
        imports = dict(new.imports)
        for record in self.resolved:
            _drop_resolved(imports, record, warn)
        # 7.
        self.imports = _merge_specifier_maps(imports, self.imports, warn)


def _covers(prefix: str, base_url: str) -> bool:
    return prefix == base_url or (prefix.endswith("/") and base_url.startswith(prefix))


def _drop_resolved(imports: SpecifierMap, record: ResolvedSpecifier, warn: Warn) -> None:
    for key in list(imports):
        is_prefix = key.endswith("/") and record.specifier.startswith(key) and record.is_special
        if key == record.specifier or is_prefix:
            warn(f"An import map has {key!r}, by which {record.specifier!r} was resolved already; it is ignored")
            del imports[key]


# https://html.spec.whatwg.org/#merge-module-specifier-maps
def _merge_specifier_maps(new: SpecifierMap, old: SpecifierMap, warn: Warn) -> SpecifierMap:
    merged = dict(old)
    for specifier, url in new.items():
        if specifier in old:
            warn(f"An import map has {specifier!r}, which another one had before; it is ignored")
        else:
            merged[specifier] = url
    return _sorted(merged)


# https://html.spec.whatwg.org/#resolving-an-imports-match
def _resolve_imports_match(specifier: str, is_special: bool, imports: SpecifierMap) -> str | None:
    for key, value in imports.items():
        # 1.1.
        if key == specifier:
            return value if value is not None else _refuse(specifier, f"the import map blocks {key!r}")
        # 1.2.
        if key.endswith("/") and specifier.startswith(key) and is_special:
            if value is None:
                _refuse(specifier, f"the import map blocks {key!r}")
            try:
                url = urls.join(value, specifier.removeprefix(key))
            except ValueError:
                _refuse(specifier, f"it is not a URL after {value!r}")
            if not url.startswith(value):
                _refuse(specifier, f"it leads above {value!r}, which the import map has for {key!r}")
            return url
    return None


def _refuse(specifier: str, why: str) -> NoReturn:
    raise UnresolvedError(f"Failed to resolve module specifier {specifier!r}: {why}")


# https://html.spec.whatwg.org/#resolving-a-url-like-module-specifier
def resolve_url_like(specifier: str, base_url: str) -> str | None:
    """The URL that a specifier is without any map; None when it is not one."""
    is_relative = specifier.startswith(("/", "./", "../"))
    try:
        return urls.join(base_url, specifier) if is_relative else urls.parse(specifier).href
    except ValueError:
        return None


# https://html.spec.whatwg.org/#parse-an-import-map-string
def parse_import_map(text: str, base_url: str, warn: Warn) -> ImportMap:
    """The import map of a text. Raises `ImportMapError`; what is wrong in one entry alone is told to `warn`."""
    # 1., 2.
    try:
        parsed = json.loads(text, parse_constant=_not_json)
    except (ValueError, RecursionError) as error:
        raise ImportMapError("SyntaxError", f"Failed to parse import map: {error}") from None
    if not isinstance(parsed, dict):
        raise ImportMapError("TypeError", "Failed to parse import map: it must be an object")
    # 3. to 8.
    imports, scopes, integrity = (_object(parsed, name) for name in ("imports", "scopes", "integrity"))
    result = ImportMap(
        _sort_and_normalize_specifier_map(imports, base_url, warn),
        _sort_and_normalize_scopes(scopes, base_url, warn),
        _normalize_integrity(integrity, base_url, warn),
    )
    # 9.
    for key in parsed.keys() - {"imports", "scopes", "integrity"}:
        warn(f"An import map has {key!r}, which means nothing; imports, scopes and integrity are what it can have")
    return result


def _not_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _object(parsed: dict[str, Any], name: str) -> dict[str, Any]:
    value = parsed.get(name, {})
    if not isinstance(value, dict):
        raise ImportMapError("TypeError", f"Failed to parse import map: {name!r} must be an object")
    return value


# https://html.spec.whatwg.org/#sorting-and-normalizing-a-module-specifier-map
def _sort_and_normalize_specifier_map(original: dict[str, Any], base_url: str, warn: Warn) -> SpecifierMap:
    normalized: SpecifierMap = {}
    for key, value in original.items():
        # https://html.spec.whatwg.org/#normalizing-a-specifier-key
        if key == "":
            warn("An import map has an entry without a specifier; it is ignored")
            continue
        specifier = resolve_url_like(key, base_url) or key
        address = resolve_url_like(value, base_url) if isinstance(value, str) else None
        if address is None:
            warn(f"An import map has {value!r} for {key!r}, which is not an address")
        elif key.endswith("/") and not address.endswith("/"):
            warn(f"An import map has {address!r} for {key!r}: it must end with '/', too")
            address = None
        normalized[specifier] = address
    return _sorted(normalized)


# https://html.spec.whatwg.org/#sorting-and-normalizing-scopes
def _sort_and_normalize_scopes(original: dict[str, Any], base_url: str, warn: Warn) -> dict[str, SpecifierMap]:
    normalized: dict[str, SpecifierMap] = {}
    for prefix, potential in original.items():
        if not isinstance(potential, dict):
            raise ImportMapError(
                "TypeError", f"Failed to parse import map: the scope {prefix!r} must have an object for its value"
            )
        try:
            url = urls.join(base_url, prefix)
        except ValueError:
            warn(f"An import map has the scope {prefix!r}, which is not a URL; it is ignored")
            continue
        normalized[url] = _sort_and_normalize_specifier_map(potential, base_url, warn)
    return _sorted(normalized)


# https://html.spec.whatwg.org/#normalizing-a-module-integrity-map
def _normalize_integrity(original: dict[str, Any], base_url: str, warn: Warn) -> dict[str, str]:
    normalized: dict[str, str] = {}
    for key, value in original.items():
        url = resolve_url_like(key, base_url)
        if url is None:
            warn(f"An import map has an integrity for {key!r}, which is not a URL; it is ignored")
        elif not isinstance(value, str):
            warn(f"An import map has the integrity {value!r} for {key!r}, which is not a string; it is ignored")
        else:
            normalized[url] = value
    return normalized


def _sorted(items: dict[str, _Value]) -> dict[str, _Value]:
    """The entries by their keys' code units, the greatest first: a longer prefix comes before a shorter one."""
    return dict(sorted(items.items(), key=lambda item: item[0].encode("utf-16-be", "surrogatepass"), reverse=True))
