"""Properties of the inline and the block axis, and the physical ones that they are.
https://drafts.csswg.org/css-logical-1/

AD-HOC: lines are horizontal and follow each other downwards, whatever `writing-mode` says.
"""

from __future__ import annotations

from typing import Final

_SIDES: Final = (
    ("margin-{}", "margin-{}"), ("padding-{}", "padding-{}"), ("inset-{}", "{}"),
    ("scroll-margin-{}", "scroll-margin-{}"), ("scroll-padding-{}", "scroll-padding-{}"),
    ("border-{}-width", "border-{}-width"), ("border-{}-style", "border-{}-style"),
    ("border-{}-color", "border-{}-color"),
)  # fmt: skip
_CORNERS: Final = (("border-{}-radius", "border-{}-radius"), ("corner-{}-shape", "corner-{}-shape"))
_SIZES: Final = ("{}", "min-{}", "max-{}", "contain-intrinsic-{}")
_OVERFLOWS: Final = ("overflow-{}", "overscroll-behavior-{}")


def _of_forms(forms: tuple[tuple[str, str], ...], places: dict[str, str]) -> dict[str, str]:
    return {
        logical.format(place): physical.format(where) for logical, physical in forms for place, where in places.items()
    }


def _inline(start: str, end: str) -> dict[str, str]:
    places = {
        "start-start": f"top-{start}", "start-end": f"top-{end}", "end-start": f"bottom-{start}",
        "end-end": f"bottom-{end}",
    }  # fmt: skip
    return _of_forms(_SIDES, {"inline-start": start, "inline-end": end}) | _of_forms(_CORNERS, places)


PLAIN: Final = (
    _of_forms(_SIDES, {"block-start": "top", "block-end": "bottom"})
    | {form.format(f"{axis}-size"): form.format(size)
       for form in _SIZES for axis, size in (("inline", "width"), ("block", "height"))}
    | {form.format(axis): form.format(each) for form in _OVERFLOWS for axis, each in (("inline", "x"), ("block", "y"))}
)  # fmt: skip
"""Logical properties that are the same physical ones in either direction."""
DIRECTED: Final = {"ltr": _inline("left", "right"), "rtl": _inline("right", "left")}
"""The other logical properties and the physical ones that they are, by `direction`."""
INLINE: Final = frozenset(DIRECTED["ltr"])
"""The names of those that depend on the direction."""
_PLACES: Final = PLAIN | DIRECTED["ltr"]
LOGICAL_PAIRS: Final = {
    form.format(axis): (form.format(f"{axis}-start"), form.format(f"{axis}-end"))
    for form, _ in _SIDES
    for axis in ("inline", "block")
}
"""Shorthands of both ends of an axis."""


def physical_name(name: str) -> str:
    """The physical property that a logical one is where text goes from left to right, any other as it is."""
    return _PLACES.get(name, name)
