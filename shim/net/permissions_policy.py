"""Permissions policies: which features the documents of a page may use. https://w3c.github.io/webappsec-permissions-policy/

A document starts with every feature; one in a frame with those that the document around it may use and either gives to
its origin with the frame's `allow` attribute, or has in common with it by being of the same origin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from . import url as urls
from .url import Origin

# fmt: off
FEATURES: Final = frozenset({
    "accelerometer", "ambient-light-sensor", "autoplay", "camera", "clipboard-read", "clipboard-write",
    "display-capture", "geolocation", "gyroscope", "idle-detection", "local-fonts", "magnetometer", "microphone",
    "midi", "screen-wake-lock", "speaker-selection", "window-management",
})
"""The features that a policy decides about here. The default allowlist of each is `self`."""
# fmt: on

_Allowlists: TypeAlias = dict[str, tuple[str, ...]]
_MEMBER = re.compile(r"\s*([a-z][a-z0-9_.*-]*)\s*=\s*(?:\(([^()]*)\)|([^\s(),;]+))\s*(?:;[^,]*)?")


@dataclass(frozen=True, slots=True)
class PermissionsPolicy:
    """The policy of a document, which its origin, its response and the frame that it is in decide for good."""

    origin: Origin
    declared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By feature the allowlist in the response."""
    disabled: frozenset[str] = frozenset()
    """The features whose inherited policy is "Disabled"."""

    def allows(self, feature: str) -> bool:
        """True when the document is allowed to use a feature.

        https://html.spec.whatwg.org/multipage/iframe-embed-object.html#allowed-to-use
        """
        return self._value(feature, self.origin)

    def allowed(self, origin: Origin | None = None) -> list[str]:
        """The features that documents of an origin may use, the document's own unless one is given."""
        user = origin or self.origin
        return sorted(
            feature
            for feature in FEATURES
            if self._value(feature, user) and (feature in self.declared or _is_same(user, self.origin))
        )

    def allowlist(self, feature: str) -> list[str]:
        """The origins that may use a feature, `*` for all; none for one that is unknown or disabled."""
        if feature not in FEATURES or feature in self.disabled:
            return []
        listed = self.declared.get(feature, ("'self'",))
        return [self.origin.serialized if item.lower() == "'self'" else item for item in listed]

    def _value(self, feature: str, origin: Origin) -> bool:
        """https://w3c.github.io/webappsec-permissions-policy/#get-feature-value-for-origin"""
        if feature in self.disabled:
            return False
        return feature not in self.declared or _matches(self.declared[feature], origin, self.origin)

    def inherited(self, allow: str, origin: Origin, declared_origin: Origin | None) -> frozenset[str]:
        """The features that are disabled for a document of `origin` in a frame of this one.

        `allow` is the frame's attribute. `declared_origin` is that of what the frame's attributes load, None for an
        opaque one. https://w3c.github.io/webappsec-permissions-policy/#define-inherited-policy-in-container
        """
        container = parse_allow(allow)

        def is_enabled(feature: str) -> bool:
            # 2. and 3.
            if not self.allows(feature) or not self._value(feature, origin):
                return False
            # 5.
            if feature in container:
                return _matches(container[feature], origin, self.origin, declared_origin)
            # 7.
            return _is_same(origin, self.origin)

        return frozenset(feature for feature in FEATURES if not is_enabled(feature))


def parse_allow(text: str) -> _Allowlists:
    """The allowlists in the `allow` attribute of a frame.

    https://w3c.github.io/webappsec-permissions-policy/#algo-parse-policy-directive
    """
    policy: _Allowlists = {}
    for directive in filter(None, map(str.split, text.split(";"))):
        policy.setdefault(directive[0], tuple(directive[1:]) or ("'src'",))
    return policy


def parse_header(text: str) -> _Allowlists:
    """The allowlists in a `Permissions-Policy` header; none of them when it is malformed.

    https://w3c.github.io/webappsec-permissions-policy/#algo-construct-policy
    """
    policy: _Allowlists = {}
    position = 0
    while position < len(text):
        member = _MEMBER.match(text, position)
        if member is None or (member.end() < len(text) and text[member.end()] != ","):
            return {}
        feature, values, value = member.groups()
        # A keyword is a token, an origin a string.
        items = [item if item.startswith('"') else f"'{item}'" for item in (value or values).split()]
        policy[feature] = tuple("*" if item == "'*'" else item.strip('"') for item in items)
        position = member.end() + 1
    return policy


def _matches(allowlist: tuple[str, ...], origin: Origin, own: Origin, declared: Origin | None = None) -> bool:
    """https://w3c.github.io/webappsec-permissions-policy/#matches"""

    def is_matched(value: str) -> bool:
        if value == "*":
            return True
        match value.lower():
            case "'self'":
                return _is_same(origin, own)
            case "'src'":
                return origin.is_opaque if declared is None else _is_same(origin, declared)
        try:
            return urls.origin(value).serialized == origin.serialized and not origin.is_opaque
        except ValueError:
            return False

    return any(map(is_matched, allowlist))


def _is_same(origin: Origin, other: Origin) -> bool:
    # AD-HOC: files are of one origin here, as in Chromium with its --allow-file-access-from-files
    return origin == other or origin.scheme == other.scheme == "file"
