"""Data of locales for `Intl.Locale`, and the values that `Intl.supportedValuesOf` lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from shim.engine.errors import HostError
from shim.lazy import icu

from .dates import _CALENDARS, _best, _hour_cycle, calendars, time_zones
from .locales import default_numbering_system, numbering_systems, split_extension
from .numbers import UNITS


def _locale(tag: str) -> Any:
    return icu.Locale.forLanguageTag(tag)


def _maximized(tag: str) -> str:
    return _changed(tag, "addLikelySubtags")


def _minimized(tag: str) -> str:
    return _changed(tag, "minimizeSubtags")


def _changed(tag: str, how: str) -> str:
    locale = _locale(tag)
    getattr(locale, how)()
    return str(locale.toLanguageTag())


def _direction(tag: str) -> str:
    script = _locale(_maximized(split_extension(tag)[0])).getScript()
    rtl = ["Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]
    return "rtl" if script in rtl else "ltr"


def _week(tag: str) -> dict[str, object]:
    calendar = icu.Calendar.createInstance(_locale(tag))
    first = (calendar.getFirstDayOfWeek() + 5) % 7 + 1
    region = _locale(_maximized(split_extension(tag)[0])).getCountry()
    weekend = {"AF": [4, 5], "IR": [5], "IN": [7], "UG": [7]}.get(region, [6, 7])
    if region in ("AE",):
        weekend = [6, 7]
    elif region in ["BH", "DZ", "EG", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE", "IL"]:
        weekend = [5, 6]
    return {"firstDay": first, "weekend": weekend}


def _calendar(tag: str) -> list[str]:
    name = str(icu.Calendar.createInstance(_locale(tag)).getType())
    return [_CALENDARS.get(name, name)]


def _hour_cycles(tag: str) -> list[str]:
    return [_hour_cycle(_best(tag, "j")) or "h23"]


def _numbering(tag: str) -> list[str]:
    return [split_extension(tag)[1].get("nu") or default_numbering_system(tag)]


ABOUT: dict[str, Callable[[str], object]] = {
    "maximize": _maximized,
    "minimize": _minimized,
    "textInfo": _direction,
    "weekInfo": _week,
    "calendars": _calendar,
    "hourCycles": _hour_cycles,
    "numberingSystems": _numbering,
    "collations": lambda _: ["emoji", "eor"],
    "timeZones": lambda tag: sorted(str(name) for name in icu.TimeZone.createEnumeration(_locale(tag).getCountry())),
}


def values_of(key: str) -> list[str]:
    """https://tc39.es/ecma402/#sec-intl.supportedvaluesof"""
    match key:
        case "calendar":
            return sorted(calendars())
        case "collation":
            names = {"dictionary": "dict", "phonebook": "phonebk", "traditional": "trad", "gb2312han": "gb2312"}
            found = {names.get(n, n) for n in icu.Collator.getKeywordValues("collation")}
            return sorted((found | {"unihan"}) - {"standard", "search", "default", "dict", "phonetic", "gb2312"})
        case "currency":
            return _currencies()
        case "numberingSystem":
            return sorted(numbering_systems())
        case "timeZone":
            return sorted(
                {name for name in time_zones().values() if "/" in name and not name.startswith(("Etc/", "SystemV/"))}
                | {"UTC"}
            )
        case "unit":
            return sorted(UNITS)
    raise HostError("RangeError", f"Invalid key : {key}")


@cache
def _currencies() -> list[str]:
    """Codes of the currencies that some region uses."""
    regions = (icu.Locale.forLanguageTag(f"und-{region}") for region in icu.Locale.getISOCountries())
    return sorted({str(icu.NumberFormat.createCurrencyInstance(region).getCurrency()) for region in regions} - {"XXX"})
