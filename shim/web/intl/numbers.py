"""`Intl.NumberFormat` and `Intl.PluralRules`. https://tc39.es/ecma402/#numberformat-objects"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import msgspec

from shim.engine.errors import HostError
from shim.lazy import icu

from .locales import Options, default_numbering_system, icu_locale, is_numbering_system, parts_of, resolve

UNITS = frozenset(
    (
        "acre", "bit", "byte", "celsius", "centimeter", "day", "degree", "fahrenheit", "fluid-ounce", "foot",
        "gallon", "gigabit", "gigabyte", "gram", "hectare", "hour", "inch", "kilobit", "kilobyte", "kilogram",
        "kilometer", "liter", "megabit", "megabyte", "meter", "microsecond", "mile", "mile-scandinavian",
        "milliliter", "millimeter", "millisecond", "minute", "month", "nanosecond", "ounce", "percent", "petabyte",
        "pound", "second", "stone", "terabit", "terabyte", "week", "yard", "year",
    )
)  # fmt: skip
"""https://tc39.es/ecma402/#table-sanctioned-single-unit-identifiers"""
_SIGN = {
    "auto": "auto", "always": "always", "never": "never", "exceptZero": "except-zero", "negative": "negative",
}  # fmt: skip
_ROUNDING = {
    "ceil": "ceiling", "floor": "floor", "expand": "up", "trunc": "down", "halfCeil": "half-ceiling",
    "halfFloor": "half-floor", "halfExpand": "half-up", "halfTrunc": "half-down", "halfEven": "half-even",
}  # fmt: skip
_FIELDS = (
    "integer", "fraction", "decimal", "exponentSeparator", "exponentMinusSign", "exponentInteger", "group", "currency",
    "percentSign", "permill", "sign", "unit", "compact", "approximatelySign",
)  # fmt: skip
"""Parts by ICU's UNumberFormatFields."""
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_INCREMENTS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000)


def _one(value: Any, least: int, most: int, default: int | None, name: str) -> int | None:
    """https://tc39.es/ecma402/#sec-defaultnumberoption"""
    if value is None:
        return default
    if not isinstance(value, int | float) or not least <= value <= most:
        raise HostError("RangeError", f"{name} value is out of range.")
    return int(value)


def digits(options: Options, least: int, most: int, notation: str) -> Options:
    """https://tc39.es/ecma402/#sec-setnfdigitoptions"""
    result: Options = {
        "minimumIntegerDigits": _one(options.get("minimumIntegerDigits"), 1, 21, 1, "minimumIntegerDigits")
    }
    fraction = options.get("minimumFractionDigits"), options.get("maximumFractionDigits")
    significant = options.get("minimumSignificantDigits"), options.get("maximumSignificantDigits")
    priority, increment = options.get("roundingPriority", "auto"), options.get("roundingIncrement", 1)
    if increment not in _INCREMENTS:
        raise HostError("RangeError", "roundingIncrement value is out of range.")
    if increment != 1:
        most = least
    has_significant, has_fraction = any(v is not None for v in significant), any(v is not None for v in fraction)
    needs_significant = has_significant or priority != "auto"
    needs_fraction = priority != "auto" or not (needs_significant or (not has_fraction and notation == "compact"))
    if needs_fraction:
        low = _one(fraction[0], 0, 100, None, "minimumFractionDigits")
        high = _one(fraction[1], 0, 100, None, "maximumFractionDigits")
        if low is None and high is None:
            low, high = least, most
        elif low is None:
            assert high is not None
            low = min(least, high)
        elif high is None:
            high = max(most, low)
        elif low > high:
            raise HostError("RangeError", "maximumFractionDigits value is out of range.")
        result.update(minimumFractionDigits=low, maximumFractionDigits=high)
    if needs_significant:
        low = _one(significant[0], 1, 21, 1, "minimumSignificantDigits") or 1
        result["minimumSignificantDigits"] = low
        result["maximumSignificantDigits"] = _one(significant[1], low, 21, 21, "maximumSignificantDigits")
    if not needs_fraction and not needs_significant:
        result.update(minimumFractionDigits=0, maximumFractionDigits=0)
        result.update(minimumSignificantDigits=1, maximumSignificantDigits=2)
        priority = "morePrecision"
    if increment != 1 and (
        needs_significant or result.get("minimumFractionDigits") != result.get("maximumFractionDigits")
    ):
        kind = "TypeError" if needs_significant else "RangeError"
        raise HostError(kind, "roundingIncrement needs as many minimum as maximum fraction digits")
    result["tail"] = {
        "roundingIncrement": increment,
        "roundingMode": options.get("roundingMode", "halfExpand"),
        "roundingPriority": priority,
        "trailingZeroDisplay": options.get("trailingZeroDisplay", "auto"),
    }
    return result


@lru_cache
def _currency_digits(currency: str) -> int:
    formatter = icu.NumberFormatter.forSkeleton(f"currency/{currency}").locale(icu.Locale.getRoot())
    return len(formatter.formatInt(0).partition(".")[2])


def resolve_number_format(requested: list[str], default: str, options: Options) -> Options:
    """The resolved options of a NumberFormat. https://tc39.es/ecma402/#sec-intl.numberformat"""
    system = options.get("numberingSystem")
    if system is not None and not re.fullmatch(r"[a-z\d]{3,8}(-[a-z\d]{3,8})*", system, re.I):
        raise HostError("RangeError", f"Invalid numberingSystem : {system}")
    found = resolve(requested, default, {"nu": system}, {"nu": is_numbering_system})
    style, notation = options.get("style", "decimal"), options.get("notation", "standard")
    result: Options = {
        "locale": found["locale"],
        "numberingSystem": found["nu"] or default_numbering_system(found["dataLocale"]),
        "style": style,
    }
    currency, unit = options.get("currency"), options.get("unit")
    if currency is not None and not re.fullmatch("[a-z]{3}", currency, re.I):
        raise HostError("RangeError", f"Invalid currency code : {currency}")
    if unit is not None and not all(part in UNITS for part in unit.split("-per-", 1)):
        raise HostError("RangeError", f"Invalid unit argument for Intl.NumberFormat() '{unit}'")
    least, most = 0, 0 if style == "percent" else 3
    if style == "currency":
        if currency is None:
            raise HostError("TypeError", "Currency code is required with currency style.")
        result["currency"] = currency.upper()
        result["currencyDisplay"] = options.get("currencyDisplay", "symbol")
        result["currencySign"] = options.get("currencySign", "standard")
        if notation == "standard":
            least = most = _currency_digits(currency.upper())
    if style == "unit":
        if unit is None:
            raise HostError("TypeError", "Unit is required with unit style.")
        result.update(unit=unit, unitDisplay=options.get("unitDisplay", "short"))
    counted = digits(options, least, most, notation)
    tail = counted.pop("tail")
    result.update(counted)
    grouping = options.get("useGrouping", "min2" if notation == "compact" else "auto")
    result.update(useGrouping=grouping, notation=notation)
    if notation == "compact":
        result["compactDisplay"] = options.get("compactDisplay", "short")
    result.update(signDisplay=options.get("signDisplay", "auto"), **tail)
    return result


def _precision(of: Options) -> str:
    fraction = ""
    if "minimumFractionDigits" in of:
        low, high = of["minimumFractionDigits"], of["maximumFractionDigits"]
        fraction = "." + "0" * low + "#" * (high - low) if high else "precision-integer"
    significant = ""
    if "minimumSignificantDigits" in of:
        low, high = of["minimumSignificantDigits"], of["maximumSignificantDigits"]
        significant = "@" * low + "#" * (high - low)
    zeros = "/w" if of["trailingZeroDisplay"] == "stripIfInteger" else ""
    if of["roundingIncrement"] != 1:
        step = Decimal(of["roundingIncrement"]).scaleb(-of["minimumFractionDigits"])
        return f"precision-increment/{step:f}{zeros}"
    if not fraction or not significant:
        return (fraction or significant) + zeros
    relaxed = "r" if of["roundingPriority"] == "morePrecision" else "s"
    return f"{'.' if fraction == 'precision-integer' else fraction}/{significant}{relaxed}{zeros}"


@lru_cache(maxsize=200)
def number_formatter(key: str) -> Any:
    """ICU's formatter of resolved options in JSON."""
    of: Options = msgspec.json.decode(key)
    parts = []
    accounting = of.get("currencySign") == "accounting"
    match of.get("style", "decimal"):
        case "percent":
            parts.append("percent scale/100")
        case "currency":
            width = {"code": "iso-code", "symbol": "short", "narrowSymbol": "narrow", "name": "full-name"}
            parts.append(f"currency/{of['currency']} unit-width-{width[of['currencyDisplay']]}")
        case "unit":
            width = {"short": "short", "narrow": "narrow", "long": "full-name"}
            parts.append(f"unit/{of['unit']} unit-width-{width[of['unitDisplay']]}")
    notation = of.get("notation", "standard")
    if notation != "standard":
        parts.append(f"compact-{of['compactDisplay']}" if notation == "compact" else notation)
    is_compact_default = of.get("roundingPriority") == "morePrecision" and of.get("maximumSignificantDigits") == 2
    if not (notation == "compact" and is_compact_default and of.get("maximumFractionDigits") == 0):
        parts.append(_precision(of))
    parts.append(f"rounding-mode-{_ROUNDING[of['roundingMode']]}")
    if of["minimumIntegerDigits"] > 1:
        parts.append("integer-width/+" + "0" * of["minimumIntegerDigits"])
    grouping = of.get("useGrouping", "auto")
    parts.append({False: "group-off", "always": "group-on-aligned", "min2": "group-min2"}.get(grouping, "group-auto"))
    sign = _SIGN[of.get("signDisplay", "auto")]
    parts.append(
        f"sign-accounting{'' if sign == 'auto' else '-' + sign}" if accounting and sign != "never" else f"sign-{sign}"
    )
    parts.append(f"numbering-system/{of['numberingSystem']}" if "numberingSystem" in of else "")
    return icu.NumberFormatter.forSkeleton(" ".join(part for part in parts if part)).locale(icu_locale(of["locale"]))


def formatted(formatter: Any, number: str) -> Any:
    """A number, as its decimal digits or a word of JavaScript such as "-Infinity", formatted by ICU's formatter."""
    if number in ("NaN", "Infinity", "-Infinity") or number == "-0":
        return formatter.formatDoubleToValue(float(number.replace("Infinity", "inf")))
    try:
        Decimal(number)
    except InvalidOperation:
        return formatter.formatDoubleToValue(float("nan"))
    return formatter.formatDecimalToValue(number.encode())


def part_name(number: str, text: str, field: int) -> str:
    """The type of a part of a number."""
    name = _FIELDS[field] if field < len(_FIELDS) else "literal"
    if name == "integer" and number in ("NaN", "Infinity", "-Infinity"):
        return "nan" if number == "NaN" else "infinity"
    if name == "sign":
        return "plusSign" if "+" in text else "minusSign"
    return name


def format_number(key: str, number: str) -> str:
    return str(formatted(number_formatter(key), number))


def number_parts(key: str, number: str) -> list[dict[str, str]]:
    value = formatted(number_formatter(key), number)
    return parts_of(str(value), value, lambda _, field, text: part_name(number, text, field))


def format_range(key: str, numbers: str) -> str:
    """A range of two numbers, which a space separates."""
    start, end = numbers.split(" ")
    both = icu.NumberRangeFormatter.withLocale(icu_locale(msgspec.json.decode(key)["locale"]))
    formatter = both.numberFormatterBoth(number_formatter(key).withoutLocale())
    return str(formatter.formatDoubleRange(float(start), float(end)))


def resolve_plural_rules(requested: list[str], default: str, options: Options) -> Options:
    """The resolved options of PluralRules. https://tc39.es/ecma402/#sec-intl.pluralrules"""
    found = resolve(requested, default, {}, {})
    result: Options = {"locale": found["locale"], "type": options.get("type", "cardinal"), "notation": "standard"}
    counted = digits(options, 0, 3, "standard")
    tail = counted.pop("tail")
    categories = _categories(found["locale"], result["type"])
    result.update(counted, pluralCategories=[name for name in _CATEGORIES if name in categories], **tail)
    return result


@lru_cache(maxsize=100)
def _plural_rules(locale: str) -> Any:
    return icu.PluralRules.forLocale(icu_locale(locale))


@lru_cache(maxsize=100)
def _ordinals(locale: str) -> Any:
    # PyICU gives PluralRules of cardinals only; messages know ordinals
    choices = " ".join(f"{name}{{{name}}}" for name in _CATEGORIES)
    return icu.MessageFormat(f"{{0,selectordinal,{choices}}}", icu_locale(locale))


@lru_cache(maxsize=100)
def _categories(locale: str, type_: str) -> frozenset[str]:
    if type_ == "cardinal":
        return frozenset(_plural_rules(locale).getKeywords())
    return frozenset(_ordinals(locale).format([icu.Formattable(number)]) for number in range(201))


def select(key: str, number: str) -> str:
    of = msgspec.json.decode(key)
    if number in ("NaN", "Infinity", "-Infinity"):
        return "other"
    if of["type"] == "ordinal":
        return str(_ordinals(of["locale"]).format([icu.Formattable(float(number))]))
    return str(_plural_rules(of["locale"]).select(formatted(number_formatter(key), number)))
