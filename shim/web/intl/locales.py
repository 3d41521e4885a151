"""Locales of ECMA-402: language tags, which of them there are, and which one a service takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from functools import cache
from typing import Any

from shim.engine.errors import HostError
from shim.lazy import icu

_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.I,
)
_EXTENSION = re.compile(r"-u((?:-[a-z\d]{2,8})+)", re.I)
Options = dict[str, Any]


def canonical(tag: str) -> str:
    """A language tag in its canonical form. Raises `HostError` for what is not one.
    https://tc39.es/ecma402/#sec-canonicalizeunicodelocaleid"""
    if not _LANGUAGE.fullmatch(tag):
        raise HostError("RangeError", f"Incorrect locale information provided: {tag}")
    locale = icu.Locale.forLanguageTag(tag)
    if locale.isBogus() or not locale.getName():
        return "und" if tag.lower() == "und" else tag
    made = icu.Locale.createCanonical(locale.getName())
    return re.sub(r"(-u(?:-.*)?-k[a-z])-(?:yes|true)(?=-|$)", r"\1", str(made.toLanguageTag()))


def split_extension(tag: str) -> tuple[str, dict[str, str]]:
    """A tag without its -u- extension, and the keywords in that."""
    found = _EXTENSION.search(tag)
    if found is None:
        return tag, {}
    keywords: dict[str, str] = {}
    key = ""
    for part in found[1].lstrip("-").split("-"):
        if len(part) == 2:
            key = part
            keywords.setdefault(key, "")
        elif key:
            keywords[key] = f"{keywords[key]}-{part}".lstrip("-")
    return tag[: found.start()] + tag[found.end() :], keywords


@cache
def available() -> frozenset[str]:
    """Language tags of all locales that there are, also those that leave out a script that goes without saying."""
    found = set()
    for name in icu.Locale.getAvailableLocales():
        tag = icu.Locale.createFromName(name).toLanguageTag()
        found.add(tag)
        parts = tag.split("-")
        if len(parts) == 3 and len(parts[1]) == 4:
            found.add(f"{parts[0]}-{parts[2]}")
    return frozenset(found)


def best_available(tag: str) -> str | None:
    """https://tc39.es/ecma402/#sec-bestavailablelocale"""
    candidate, _ = split_extension(tag)
    while candidate:
        if candidate in available():
            return candidate
        candidate = candidate.rpartition("-")[0]
        if re.search(r"-\w$", candidate):
            candidate = candidate[:-2]
    return None


def supported(requested: list[str]) -> list[str]:
    """https://tc39.es/ecma402/#sec-lookupsupportedlocales"""
    return [tag for tag in requested if best_available(tag) is not None]


def resolve(requested: list[str], default: str, keys: dict[str, str | None], allowed: dict[str, Any]) -> Options:
    """The locale that a service takes: `locale`, with those keywords of the request that it heeds, `dataLocale`
    without them, and for each of `keys` its value or None. `keys` has what the options say, `allowed` a test of a value
    for a data locale. https://tc39.es/ecma402/#sec-resolvelocale"""
    tag, found = default, default
    for wanted in requested:
        match = best_available(wanted)
        if match is not None:
            tag, found = wanted, match
            break
    keywords = split_extension(tag)[1]
    result: Options = {"dataLocale": found}
    kept = []
    for key, option in keys.items():
        value = keywords.get(key)
        if value == "":
            value = "true"
        value = value if value is not None and allowed[key](value, found) else None
        if option is not None and allowed[key](option, found):
            if option == value:
                kept.append((key, value))
            value = option
        elif value is not None:
            kept.append((key, value))
        result[key] = value
    extension = "".join(f"-{key}" + ("" if value == "true" else f"-{value}") for key, value in sorted(kept))
    result["locale"] = found + (f"-u{extension}" if extension else "")
    return result


def icu_locale(data_locale: str, **keywords: str | None) -> Any:
    """The locale for ICU, with keywords of the -u- extension."""
    said = "".join(f"-{key}-{value}" for key, value in keywords.items() if value)
    return icu.Locale.forLanguageTag(data_locale + (f"-u{said}" if said else ""))


@cache
def numbering_systems() -> frozenset[str]:
    """Names of the numbering systems of digits."""
    names = list(icu.NumberingSystem.getAvailableNames())
    return frozenset(n for n in names if not icu.NumberingSystem.createInstanceByName(n).isAlgorithmic())


def is_numbering_system(name: str, _: str = "") -> bool:
    """True for a name of a numbering system that numbers can be formatted with."""
    return name in numbering_systems()


def default_numbering_system(data_locale: str) -> str:
    """Name of the numbering system of a locale."""
    return str(icu.NumberingSystem.createInstance(icu.Locale.forLanguageTag(data_locale)).getName())


def parts_of(
    text: str, value: Any, name_of: Callable[[int, int, str], str], cuts: Set[int] = frozenset()
) -> list[dict[str, str]]:
    """Parts of a formatted text: its fields, innermost ones for themselves, and literals between. `name_of(category,
    field, text)` names a field, "" for one to leave out. `cuts`: places at which literals end, too."""
    units = text.encode("utf-16-le")
    at = icu.ConstrainedFieldPosition()
    names: list[str] = ["literal"] * (len(units) // 2)
    spans: list[tuple[int, int, str]] = []
    while value.nextPosition(at):
        start, end = at.getStart(), at.getLimit()
        name = name_of(at.getCategory(), at.getField(), units[2 * start : 2 * end].decode("utf-16-le"))
        if name:
            spans.append((start, end, name))
    for start, end, name in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):  # the widest first
        names[start:end] = [name] * (end - start)
    starts = {0} | {s for s, _, _ in spans} | {e for _, e, _ in spans}
    parts: list[dict[str, str]] = []
    for index, name in enumerate(names):
        character = units[2 * index : 2 * index + 2]
        if parts and parts[-1]["type"] == name and index not in cuts and (name == "literal" or index not in starts):
            parts[-1]["value"] += character.decode("utf-16-le", "surrogatepass")
        else:
            parts.append({"type": name, "value": character.decode("utf-16-le", "surrogatepass")})
    for part in parts:
        part["value"] = part["value"].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return parts
