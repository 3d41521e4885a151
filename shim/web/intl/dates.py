"""`Intl.DateTimeFormat`. https://tc39.es/ecma402/#datetimeformat-objects"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import msgspec

from shim.engine.errors import HostError
from shim.lazy import icu

from .locales import Options, default_numbering_system, icu_locale, is_numbering_system, parts_of, resolve

_WIDTHS = {"narrow": 5, "short": 3, "long": 4, "2-digit": 2, "numeric": 1}
_SKELETON = (
    ("weekday", "E"), ("era", "G"), ("year", "y"), ("month", "M"), ("day", "d"), ("dayPeriod", "B"), ("hour", "j"),
    ("minute", "m"), ("second", "s"), ("fractionalSecondDigits", "S"), ("timeZoneName", ""),
)  # fmt: skip
_ZONES = {
    "short": "z", "long": "zzzz", "shortOffset": "O", "longOffset": "OOOO", "shortGeneric": "v", "longGeneric": "vvvv",
}  # fmt: skip
_CYCLES = {"h11": "K", "h12": "h", "h23": "H", "h24": "k"}
_FIELDS = {
    **dict.fromkeys("Ec", "weekday"), "G": "era", "y": "year", "U": "yearName", "r": "relatedYear",
    **dict.fromkeys("ML", "month"), "d": "day", **dict.fromkeys("aBb", "dayPeriod"), **dict.fromkeys("hHkK", "hour"),
    "m": "minute", "s": "second", "S": "fractionalSecond", **dict.fromkeys("zOvVXx", "timeZoneName"),
}  # fmt: skip
_FIELD_NUMBERS = {
    0: "era", 1: "year", 2: "month", 3: "day", 4: "hour", 5: "hour", 6: "minute", 7: "second", 8: "fractionalSecond",
    9: "weekday", 14: "dayPeriod", 15: "hour", 16: "hour", 17: "timeZoneName", 24: "timeZoneName", 25: "weekday",
    26: "month", 29: "timeZoneName", 35: "dayPeriod", 36: "dayPeriod",
}  # fmt: skip
"""Types of parts by ICU's UDateFormatField."""
_PIECE = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|([^A-Za-z']+)")
_STYLES = ("full", "long", "medium", "short")
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3])(?::?([0-5]\d))?")
_CALENDARS = {"gregorian": "gregory", "ethiopic-amete-alem": "ethioaa"}
_DATE_PARTS = ("weekday", "year", "month", "day")
_TIME_PARTS = ("dayPeriod", "hour", "minute", "second", "fractionalSecondDigits")


@cache
def calendars() -> frozenset[str]:
    """Names of the calendars that ECMA-402 has."""
    return frozenset(
        (
        "buddhist", "chinese", "coptic", "dangi", "ethioaa", "ethiopic", "gregory", "hebrew", "indian", "islamic",
        "islamic-civil", "islamic-rgsa", "islamic-tbla", "islamic-umalqura", "iso8601", "japanese", "persian", "roc",
        )
    )  # fmt: skip


def _is_calendar(name: str, _: str) -> bool:
    return name in calendars()


def _is_cycle(name: str, _: str) -> bool:
    return name in _CYCLES


@cache
def time_zones() -> dict[str, str]:
    """Identifiers of time zones, by themselves in lower case."""
    names = icu.TimeZone.createEnumeration()
    return {str(name).lower(): str(name) for name in names if "/" in name or name in ("UTC", "GMT")}


def time_zone(name: str) -> str:
    """The identifier of a time zone as it is written. Raises `HostError` when there is none of that name."""
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        sign, hours, minutes = offset[1], offset[2], offset[3] or "00"
        return ("+" if hours == minutes == "00" else sign) + f"{hours}:{minutes}"
    if name.lower() in ("etc/utc", "etc/gmt", "gmt"):
        return "UTC"
    found = time_zones().get(name.lower())
    if found is None:
        raise HostError("RangeError", f"Invalid time zone specified: {name}")
    return found


def default_time_zone() -> str:
    """The identifier of the system's time zone."""
    name = str(icu.TimeZone.createDefault().getID())
    return "UTC" if name in ("Etc/UTC", "Etc/GMT", "GMT", "Etc/Unknown", "UCT", "Zulu") else name


def _icu_zone(name: str) -> Any:
    return icu.TimeZone.createTimeZone(f"GMT{name}" if name[0] in "+-" else name)


@lru_cache(maxsize=100)
def _generator(locale: str) -> Any:
    return icu.DateTimePatternGenerator.createInstance(icu.Locale.forLanguageTag(locale))


def _letters(pattern: str) -> list[str]:
    """The fields of a pattern, as runs of their letter."""
    return [m[0] for m in _PIECE.finditer(pattern) if m[2]]


def _hour_cycle(pattern: str) -> str | None:
    letter = next((run[0] for run in _letters(pattern) if run[0] in "hHkK"), None)
    return next((cycle for cycle, of in _CYCLES.items() if of == letter), None)


def _with_cycle(pattern: str, cycle: str, tag: str) -> str:
    """The pattern with hours of that cycle."""
    if _hour_cycle(pattern) in (cycle, None):
        return pattern
    skeleton = icu.DateTimePatternGenerator.staticGetSkeleton(pattern)
    skeleton = re.sub("[hHkK]", _CYCLES[cycle], skeleton).replace("a", "")
    return _hours(_best(tag, skeleton), cycle)


def _hours(pattern: str, cycle: str) -> str:
    """The pattern, of hours from 0 or 1 on as the cycle says."""
    return "".join(
        re.sub("[hK]" if cycle in ("h11", "h12") else "[Hk]", _CYCLES[cycle], m[0]) if m[2] else m[0]
        for m in _PIECE.finditer(pattern)
    )


def _best(tag: str, skeleton: str) -> str:
    return str(_generator(tag).getBestPattern(skeleton, icu.UDateTimePatternMatchOptions.HOUR_FIELD_LENGTH))


def resolve_date_format(requested: list[str], default: str, options: Options) -> Options:
    """The resolved options of a DateTimeFormat, its `pattern`, and `tag`, the locale with its calendar. `required` and
    `defaults` among the options are date, time, any or all, as in https://tc39.es/ecma402/#sec-createdatetimeformat."""
    for key in ("calendar", "numberingSystem"):
        if key in options and not re.fullmatch(r"[a-z\d]{3,8}(-[a-z\d]{3,8})*", options[key], re.I):
            raise HostError("RangeError", f"Invalid {key} : {options[key]}")
    hour12, cycle = options.get("hour12"), options.get("hourCycle")
    asked = {
        "ca": options.get("calendar", "").lower() or None,
        "nu": options.get("numberingSystem", "").lower() or None,
        "hc": None if hour12 is not None else cycle,
    }
    found = resolve(requested, default, asked, {"ca": _is_calendar, "nu": is_numbering_system, "hc": _is_cycle})
    data_locale = found["dataLocale"]
    calendar = found["ca"] or _default_calendar(data_locale)
    tag = icu_locale(data_locale, ca=calendar).toLanguageTag()
    zone = options.get("timeZone")
    zone = default_time_zone() if zone is None else time_zone(zone)
    wanted = {name: options[name] for name, _ in _SKELETON if name in options}
    styles: Options = {name: options[name] for name in ("dateStyle", "timeStyle") if name in options}
    pattern = _of_styles(styles, wanted, options["required"], tag) if styles else _of_fields(wanted, options, tag)
    result: Options = {"locale": found["locale"], "calendar": calendar}
    result["numberingSystem"] = found["nu"] or default_numbering_system(data_locale)
    result["timeZone"] = zone
    if _hour_cycle(pattern) is not None:
        natural = _hour_cycle(_best(tag, "j")) or "h23"
        chosen = found["hc"] or natural if hour12 is None else "h12" if hour12 else "h23"
        pattern = _hours(_with_cycle(pattern, chosen, tag), chosen)
        result.update(hourCycle=chosen, hour12=chosen in ("h11", "h12"))
    result.update(styles or _shown(pattern, wanted))
    result["pattern"] = _plain_spaces(pattern)
    result["tag"] = tag
    return result


def _of_styles(styles: Options, wanted: Options, required: str, tag: str) -> str:
    """https://tc39.es/ecma402/#sec-date-time-style-format"""
    if wanted:
        raise HostError("TypeError", f"Can't set option {next(iter(wanted))} when {next(iter(styles))} is used")
    refused = {"date": "timeStyle", "time": "dateStyle"}.get(required)
    if refused in styles:
        raise HostError("TypeError", f"Invalid option : {refused}")
    date, time = (
        getattr(icu.DateFormat, "k" + styles[name].capitalize()) if name in styles else icu.DateFormat.NONE
        for name in ("dateStyle", "timeStyle")
    )
    return str(icu.DateFormat.createDateTimeInstance(date, time, icu.Locale.forLanguageTag(tag)).toPattern())


def _of_fields(wanted: Options, options: Options, tag: str) -> str:
    """The pattern of the fields that are wanted, to which the defaults are added if there is none of those required."""
    needed = {"date": _DATE_PARTS, "time": _TIME_PARTS}.get(options["required"], _DATE_PARTS + _TIME_PARTS)
    if not any(name in wanted for name in needed):
        if options["defaults"] in ("date", "all"):
            wanted.update(year="numeric", month="numeric", day="numeric")
        if options["defaults"] in ("time", "all"):
            wanted.update(hour="numeric", minute="numeric", second="numeric")
    return _best(tag, _skeleton(wanted))


def _plain_spaces(text: str) -> str:
    """INTEROP: browsers write the narrow spaces of ICU 72 as plain ones, for pages that parse times."""
    return text.replace("\u202f", " ").replace("\u2009", " ")


def _default_calendar(data_locale: str) -> str:
    name = str(icu.Calendar.createInstance(icu.Locale.forLanguageTag(data_locale)).getType())
    return _CALENDARS.get(name, name)


def _skeleton(wanted: Options) -> str:
    skeleton = ""
    for name, letter in _SKELETON:
        value = wanted.get(name)
        if value is None:
            continue
        if name == "timeZoneName":
            skeleton += _ZONES[value]
        elif name == "fractionalSecondDigits":
            skeleton += "S" * int(value)
        elif name in ("weekday", "era", "dayPeriod"):
            skeleton += letter * {"short": 3 if name == "weekday" else 1, "long": 4, "narrow": 5}[value]
        else:
            skeleton += letter * _WIDTHS[value]
    return skeleton.replace("j", "h") if "dayPeriod" in wanted else skeleton


def _shown(pattern: str, wanted: Options) -> Options:
    """The fields of a date that a pattern shows, with the style of each."""
    found: Options = {}
    for run in _letters(pattern):
        name = _FIELDS.get(run[0])
        if name == "fractionalSecond":
            found["fractionalSecondDigits"] = len(run)
        elif name == "timeZoneName":
            found[name] = wanted.get(name, "short")
        elif name in ("weekday", "era", "dayPeriod"):
            if name in wanted:
                found[name] = wanted[name]
        elif name == "month" and len(run) > 2:
            found[name] = {3: "short", 4: "long", 5: "narrow"}[len(run)]
        elif name is not None and name != "relatedYear" and name != "yearName":
            found[name] = "2-digit" if len(run) == 2 else "numeric"
        elif name is not None:
            found["year"] = wanted.get("year", "numeric")
    names = [name for name, _ in _SKELETON]
    return {name: found[name] for name in names if name in found}


class _Formatter:
    """Formatter of one DateTimeFormat: the fields of its pattern, each formatted by itself, which parts need."""

    def __init__(self, key: str) -> None:
        self._of: Options = msgspec.json.decode(key)
        self._locale = icu_locale(
            self._of["tag"].split("-u-")[0], ca=self._of["calendar"], nu=self._of["numberingSystem"]
        )
        self._zone = _icu_zone(self._of["timeZone"])
        pattern = self._of["pattern"]
        self._whole = self._make(pattern)
        self._pieces: list[tuple[str, Any]] = []
        for piece in _PIECE.finditer(pattern):
            if piece[2]:
                self._pieces.append((_FIELDS.get(piece[2], "literal"), self._make(piece[0])))
            else:
                text = piece[3] if piece[3] is not None else (piece[1].replace("''", "'") or "'")
                self._pieces.append(("literal", text))

    def _make(self, pattern: str) -> Any:
        made = icu.SimpleDateFormat(pattern, self._locale)
        calendar = icu.Calendar.createInstance(self._zone, self._locale)
        if calendar.getType() in ("gregorian", "iso8601"):
            calendar = icu.GregorianCalendar(self._zone, self._locale)
            calendar.setGregorianChange(-8.64e12)
        made.setCalendar(calendar)
        return made

    def text(self, milliseconds: float) -> str:
        return str(self._whole.format(milliseconds / 1000))

    def parts(self, milliseconds: float) -> list[dict[str, str]]:
        parts: list[dict[str, str]] = []
        for type_, made in self._pieces:
            text = made if isinstance(made, str) else str(made.format(milliseconds / 1000))
            if parts and parts[-1]["type"] == type_ == "literal":
                parts[-1]["value"] += text
            elif text:
                parts.append({"type": type_, "value": text})
        return parts

    def range_parts(self, start: float, end: float) -> list[dict[str, str]]:
        """Parts of a range, whole dates: `source` says of which date each is."""
        first, last = self.parts(start), self.parts(end)
        if first == last:
            return [{**part, "source": "shared"} for part in first]
        skeleton = icu.DateTimePatternGenerator.staticGetSkeleton(self._of["pattern"])
        made = icu.DateIntervalFormat.createInstance(skeleton, self._locale)
        value = made.formatToValue(icu.DateInterval(self._in_default_zone(start), self._in_default_zone(end)))
        text, spans = str(value), {}
        at = icu.ConstrainedFieldPosition()
        while value.nextPosition(at):
            if at.getCategory() == icu.UFieldCategory.DATE_INTERVAL_SPAN:
                spans[at.getStart(), at.getLimit()] = "endRange" if at.getField() else "startRange"
        value = made.formatToValue(icu.DateInterval(self._in_default_zone(start), self._in_default_zone(end)))

        def name(category: int, field: int, _: str) -> str:
            return _FIELD_NUMBERS.get(field, "") if category == icu.UFieldCategory.DATE else ""

        parts = parts_of(text, value, name, {place for span in spans for place in span})
        index = 0
        for part in parts:
            part["source"] = next((source for (low, high), source in spans.items() if low <= index < high), "shared")
            index += len(part["value"].encode("utf-16-le")) // 2
            part["value"] = _plain_spaces(part["value"])
        return parts

    def _in_default_zone(self, milliseconds: float) -> float:
        """Seconds at which the default zone shows what this one shows then: PyICU cannot give intervals a zone."""
        seconds = milliseconds / 1000
        offsets = [sum(zone.getOffset(seconds, False)) for zone in (self._zone, icu.TimeZone.createDefault())]
        return seconds + (offsets[0] - offsets[1]) / 1000


@lru_cache(maxsize=100)
def _formatter(key: str) -> _Formatter:
    return _Formatter(key)


def format_date(key: str, milliseconds: str) -> str:
    return _formatter(key).text(float(milliseconds))


def date_parts(key: str, milliseconds: str) -> list[dict[str, str]]:
    return _formatter(key).parts(float(milliseconds))


def date_range_parts(key: str, both: str) -> list[dict[str, str]]:
    start, end = both.split(" ")
    return _formatter(key).range_parts(float(start), float(end))
