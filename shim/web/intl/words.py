"""Services of ECMA-402 for words: lists, relative times, names, the order of texts, and their segments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from shim.engine.errors import HostError
from shim.lazy import icu

from .locales import (
    Options,
    canonical,
    default_numbering_system,
    icu_locale,
    is_numbering_system,
    parts_of,
    resolve,
    split_extension,
)
from .numbers import part_name

# https://tc39.es/ecma402/#listformat-objects --------------------------------------------------------------------------


def resolve_list_format(requested: list[str], default: str, options: Options) -> Options:
    found = resolve(requested, default, {}, {})
    return {
        "locale": found["locale"],
        "type": options.get("type", "conjunction"),
        "style": options.get("style", "long"),
    }


@lru_cache(maxsize=100)
def _list_formatter(key: str) -> Any:
    of: Options = msgspec.json.decode(key)
    type_ = {"conjunction": "AND", "disjunction": "OR", "unit": "UNITS"}[of["type"]]
    width = {"long": "WIDE", "short": "SHORT", "narrow": "NARROW"}[of["style"]]
    types, widths = icu.UListFormatterType, icu.UListFormatterWidth
    return icu.ListFormatter.createInstance(icu_locale(of["locale"]), getattr(types, type_), getattr(widths, width))


def format_list(key: str, items: str) -> str:
    return str(_list_formatter(key).format(msgspec.json.decode(items, type=list[str])))


def list_parts(key: str, items: str) -> list[dict[str, str]]:
    texts = msgspec.json.decode(items, type=list[str])
    if not texts:
        return []
    value = _list_formatter(key).formatStringsToValue(texts)
    categories = icu.UFieldCategory

    def name(category: int, field: int, _: str) -> str:
        return "element" if category == categories.LIST and field == 1 else ""

    return parts_of(str(value), value, name)


# https://tc39.es/ecma402/#relativetimeformat-objects ------------------------------------------------------------------


def resolve_relative_time_format(requested: list[str], default: str, options: Options) -> Options:
    asked = {"nu": options.get("numberingSystem")}
    found = resolve(requested, default, asked, {"nu": is_numbering_system})
    return {
        "locale": found["locale"],
        "style": options.get("style", "long"),
        "numeric": options.get("numeric", "always"),
        "numberingSystem": found["nu"] or default_numbering_system(found["dataLocale"]),
    }


@lru_cache(maxsize=100)
def _relative_formatter(key: str) -> Any:
    of: Options = msgspec.json.decode(key)
    style = getattr(icu.UDateRelativeDateTimeFormatterStyle, of["style"].upper())
    locale = icu_locale(split_extension(of["locale"])[0], nu=of["numberingSystem"])
    numbers = icu.NumberFormat.createInstance(locale)
    return icu.RelativeDateTimeFormatter(locale, numbers, style, icu.UDisplayContext.CAPITALIZATION_NONE)


_BEYOND = {"quarter": 12, "hour": 13, "minute": 14}
"""Units of ICU's UDateAbsoluteUnit that PyICU has no names for."""
_DIRECTIONS = {"-2": "LAST_2", "-1": "LAST", "0": "THIS", "-0": "THIS", "1": "NEXT", "2": "NEXT_2"}


def _relative(key: str, said: str) -> tuple[Any, str, str]:
    """ICU's value with parts, or its word, for a number and a unit separated by a space; and the unit and number."""
    value, unit = said.split(" ")
    singular = unit.removesuffix("s")
    if singular not in ("second", "minute", "hour", "day", "week", "month", "quarter", "year"):
        raise HostError("RangeError", f"Invalid unit argument for format() '{unit}'")
    made = _relative_formatter(key)
    if msgspec.json.decode(key)["numeric"] == "auto" and value in _DIRECTIONS:
        is_now = singular == "second" and float(value) == 0
        direction = getattr(icu.UDateDirection, "PLAIN" if is_now else _DIRECTIONS[value])
        word = _word(made, direction, "now" if is_now else singular)
        if word:
            return word, singular, value
    units = getattr(icu.URelativeDateTimeUnit, singular.upper())
    return made.formatNumericToValue(float(value), units), singular, value


def _word(made: Any, direction: Any, unit: str) -> str:
    """The word of a language for a relative time, such as "tomorrow"; "" when it has none."""
    number = _BEYOND.get(unit)
    try:
        return str(made.format(direction, getattr(icu.UDateAbsoluteUnit, unit.upper()) if number is None else number))
    except (icu.ICUError, AttributeError):
        return ""


def format_relative_time(key: str, said: str) -> str:
    return str(_relative(key, said)[0])


def relative_time_parts(key: str, said: str) -> list[dict[str, str]]:
    value, unit, number = _relative(key, said)
    if isinstance(value, str):
        return [{"type": "literal", "value": value}]
    numbers = icu.UFieldCategory.NUMBER

    def name(category: int, field: int, text: str) -> str:
        return part_name(number, text, field) if category == numbers else ""

    parts = parts_of(str(value), value, name)
    return [part if part["type"] == "literal" else {**part, "unit": unit} for part in parts]


# https://tc39.es/ecma402/#intl-displaynames-objects -------------------------------------------------------------------

_CODES = {
    "region": re.compile(r"[a-z]{2}|\d{3}", re.I),
    "script": re.compile("[a-z]{4}", re.I),
    "currency": re.compile("[a-z]{3}", re.I),
    "calendar": re.compile(r"[a-z\d]{3,8}(-[a-z\d]{3,8})*", re.I),
}
_NO_SUBSTITUTE = 0x0301
"""ICU's UDISPCTX_NO_SUBSTITUTE, which PyICU has no name for."""
_DATE_FIELDS = {
    "era": "ERA", "year": "YEAR", "quarter": "QUARTER", "month": "MONTH", "weekOfYear": "WEEK_OF_YEAR",
    "weekday": "WEEKDAY", "day": "DAY", "dayPeriod": "DAYPERIOD", "hour": "HOUR", "minute": "MINUTE",
    "second": "SECOND", "timeZoneName": "ZONE",
}  # fmt: skip


def resolve_display_names(requested: list[str], default: str, options: Options) -> Options:
    if "type" not in options:
        raise HostError("TypeError", 'Required option "type" must not be undefined')
    found = resolve(requested, default, {}, {})
    result: Options = {"locale": found["locale"], "style": options.get("style", "long"), "type": options["type"]}
    result["fallback"] = options.get("fallback", "code")
    if options["type"] == "language":
        result["languageDisplay"] = options.get("languageDisplay", "dialect")
    return result


def display_name(key: str, code: str) -> str | None:
    """The name of what a code stands for; None for none. Raises `HostError` for what is not a code."""
    of: Options = msgspec.json.decode(key)
    type_, locale = of["type"], icu_locale(of["locale"])
    if type_ == "language":
        code = canonical(code)
    elif (type_ == "dateTimeField" and code not in _DATE_FIELDS) or (
        type_ in _CODES and not _CODES[type_].fullmatch(code)
    ):
        raise HostError("RangeError", f"Invalid argument to Intl.DisplayNames.prototype.of: {code}")
    context = icu.UDisplayContext
    lengths = context.LENGTH_SHORT if of["style"] != "long" else context.LENGTH_FULL
    dialect = context.STANDARD_NAMES if of.get("languageDisplay") == "standard" else context.DIALECT_NAMES
    options = [dialect, context.CAPITALIZATION_NONE, lengths, _NO_SUBSTITUTE]
    names = icu.LocaleDisplayNames.createInstance(locale, options)
    match type_:
        case "currency":
            code = code.upper()
            name = icu.CurrencyUnit(code).getName(locale, icu.UCurrNameStyle.LONG_NAME)
        case "language":
            name = names.localeDisplayName(icu.Locale.forLanguageTag(code))
        case "region":
            code = code.upper()
            name = names.regionDisplayName(code)
        case "script":
            code = code.capitalize()
            name = names.scriptDisplayName(code)
        case "calendar":
            code = code.lower()
            name = names.keyValueDisplayName("calendar", {"gregory": "gregorian"}.get(code, code))
        case _:
            generator = icu.DateTimePatternGenerator.createInstance(locale)
            field = getattr(icu.UDateTimePatternField, f"{_DATE_FIELDS[code]}_FIELD")
            name = generator.getAppendItemName(field)
    known = name and str(name).lower() != code.lower()
    return str(name) if known else code if of["fallback"] == "code" else None


# https://tc39.es/ecma402/#collator-objects ----------------------------------------------------------------------------


def resolve_collator(requested: list[str], default: str, options: Options) -> Options:
    numeric, first = options.get("numeric"), options.get("caseFirst")
    asked = {
        "co": options.get("collation"),
        "kn": None if numeric is None else "true" if numeric else "false",
        "kf": first,
    }

    def is_collation(value: str, locale: str) -> bool:
        if value in ("standard", "search", "default"):
            return False
        names = icu.Collator.getKeywordValuesForLocale("collation", icu.Locale.forLanguageTag(locale), True)
        return value in {{"dictionary": "dict", "phonebook": "phonebk", "traditional": "trad"}.get(n, n) for n in names}

    tests = {
        "co": is_collation,
        "kn": lambda value, _: value in ("true", "false"),
        "kf": lambda value, _: value in ("upper", "lower", "false"),
    }
    found = resolve(requested, default, asked, tests)
    return {
        "locale": found["locale"],
        "usage": options.get("usage", "sort"),
        "sensitivity": options.get("sensitivity", "variant"),
        "ignorePunctuation": options.get("ignorePunctuation", found["dataLocale"].split("-")[0] == "th"),
        "collation": found["co"] or "default",
        "numeric": found["kn"] == "true",
        "caseFirst": found["kf"] or "false",
    }


@lru_cache(maxsize=100)
def _collator(key: str) -> Any:
    of: Options = msgspec.json.decode(key)
    base = split_extension(of["locale"])[0]
    collation = "search" if of["usage"] == "search" else of["collation"]
    made = icu.Collator.createInstance(icu_locale(base, co=None if collation == "default" else collation))
    names, values = icu.UCollAttribute, icu.UCollAttributeValue
    strength = {"base": "PRIMARY", "accent": "SECONDARY", "case": "PRIMARY", "variant": "TERTIARY"}[of["sensitivity"]]
    made.setAttribute(names.STRENGTH, getattr(values, strength))
    made.setAttribute(names.NORMALIZATION_MODE, values.ON)
    if of["sensitivity"] == "case":
        made.setAttribute(names.CASE_LEVEL, values.ON)
    if of["numeric"]:
        made.setAttribute(names.NUMERIC_COLLATION, values.ON)
    if of["ignorePunctuation"]:
        made.setAttribute(names.ALTERNATE_HANDLING, values.SHIFTED)
    if of["caseFirst"] != "false":
        made.setAttribute(names.CASE_FIRST, getattr(values, f"{of['caseFirst'].upper()}_FIRST"))
    return made


def compare(key: str, first: str, second: str) -> int:
    return int(_collator(key).compare(first, second))


# https://tc39.es/ecma402/#segmenter-objects ---------------------------------------------------------------------------


def resolve_segmenter(requested: list[str], default: str, options: Options) -> Options:
    found = resolve(requested, default, {}, {})
    return {"locale": found["locale"], "granularity": options.get("granularity", "grapheme")}


def segments(key: str, text: str) -> list[int]:
    """The ends of the segments of a text in UTF-16 code units; a word's is negative."""
    of: Options = msgspec.json.decode(key)
    kind = {"grapheme": "Character", "word": "Word", "sentence": "Sentence"}[of["granularity"]]
    breaks = getattr(icu.BreakIterator, f"create{kind}Instance")(icu_locale(of["locale"]))
    breaks.setText(icu.UnicodeString(text))
    ends = []
    for end in breaks:
        is_word = kind == "Word" and breaks.getRuleStatus() >= 100
        ends.append(-end if is_word else end)
    return ends
