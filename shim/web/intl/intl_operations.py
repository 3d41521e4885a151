"""Host operations of `js/platform/intl`: each service resolves its options once, and formats by what came of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from shim.engine.realm import HostError, from_json, one_of, operation
from shim.lazy import icu

from . import dates, locale_data, numbers, words
from .locales import Options, canonical, supported

_RESOLVE: dict[str, Callable[[list[str], str, Options], Options]] = {
    "NumberFormat": numbers.resolve_number_format,
    "PluralRules": numbers.resolve_plural_rules,
    "DateTimeFormat": dates.resolve_date_format,
    "ListFormat": words.resolve_list_format,
    "RelativeTimeFormat": words.resolve_relative_time_format,
    "DisplayNames": words.resolve_display_names,
    "Collator": words.resolve_collator,
    "Segmenter": words.resolve_segmenter,
}
_TEXTS: dict[str, Callable[[str, str], str | None]] = {
    "NumberFormat": numbers.format_number,
    "NumberRange": numbers.format_range,
    "PluralRules": numbers.select,
    "DateTimeFormat": dates.format_date,
    "ListFormat": words.format_list,
    "RelativeTimeFormat": words.format_relative_time,
    "DisplayNames": words.display_name,
}
_PARTS: dict[str, Callable[[str, str], object]] = {
    "NumberFormat": numbers.number_parts,
    "DateTimeFormat": dates.date_parts,
    "DateRange": dates.date_range_parts,
    "ListFormat": words.list_parts,
    "RelativeTimeFormat": words.relative_time_parts,
    "Segmenter": words.segments,
}
_DEFAULT = "en-US"


@contextmanager
def _known() -> Iterator[None]:
    """Makes an error in the page of what ICU refuses, and of arguments that no script of ours sends."""
    try:
        yield
    except icu.ICUError as error:
        raise HostError("RangeError", f"ICU: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise HostError("TypeError", f"Intl does not take these arguments: {error!r}") from None


class IntlOperations:
    """Formatters are made of resolved options as JSON, `key`, and are kept for all pages: script holds no numbers of
    things in the host."""

    @operation
    def intl_canonical(self, tag: str) -> str:
        return canonical(tag)

    @operation
    def intl_supported(self, tags: str) -> str:
        return json.dumps(supported(from_json(tags, list[str])))

    @operation
    def intl_resolve(self, service: str, tags: str, options: str) -> str:
        """The resolved options of a service, in their order, as JSON."""
        make = _RESOLVE[one_of(service, _RESOLVE)]
        with _known():
            return json.dumps(make(from_json(tags, list[str]), _DEFAULT, from_json(options, dict[str, Any])))

    @operation
    def intl_text(self, service: str, key: str, value: str) -> str | None:
        with _known():
            return _TEXTS[one_of(service, _TEXTS)](key, value)

    @operation
    def intl_parts(self, service: str, key: str, value: str) -> str:
        with _known():
            return json.dumps(_PARTS[one_of(service, _PARTS)](key, value))

    @operation
    def intl_compare(self, key: str, first: str, second: str) -> int:
        with _known():
            return words.compare(key, first, second)

    @operation
    def intl_locale(self, tag: str, what: str) -> str:
        """Data of a locale, as JSON: see `locale_data`."""
        with _known():
            return json.dumps(locale_data.ABOUT[one_of(what, locale_data.ABOUT)](tag))

    @operation
    def intl_values(self, key: str) -> str:
        return json.dumps(locale_data.values_of(key))
