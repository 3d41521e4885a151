"""Host operations for text and bytes: `TextEncoder`, `TextDecoder`, and UTF-8 for every other interface."""

from __future__ import annotations

import json

from shim.engine.realm import HostError, Realm, from_json, known, operation
from shim.net.encoder import encode, output_encoding
from shim.net.encoding import decode, encoding_of_label
from shim.net.text_decoder import DecodeError, TextDecoder


def as_json(text: str) -> str:
    """Text as it can cross into a realm: JSON, in ASCII, which has neither U+0000 nor lone surrogates."""
    return json.dumps(text)


class EncodingOperations:
    """Host operations of `js/platform/encoding`. Text that may hold U+0000 crosses as JSON, bytes cross in the
    handover."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._decoders: dict[int, TextDecoder] = {}
        self._last = 0

    @operation
    def utf8_encode(self, text: str, is_json: bool) -> None:
        self._realm.hand_bytes((from_json(text, str) if is_json else text).encode("utf-8", "surrogatepass"))

    @operation
    def encode_text(self, text: str, encoding: str) -> None:
        """The bytes in an encoding, with character references for what it does not have."""
        name = encoding_of_label(encoding)
        if name is None:
            raise HostError("RangeError", f"{encoding[:200]!r} is not an encoding")
        self._realm.hand_bytes(encode(text, output_encoding(name)))

    @operation
    def utf8_decode(self) -> str:
        """The text behind a byte order mark, after "=" as it is, or after "j" as JSON. https://encoding.spec.whatwg.org/#utf-8-decode"""
        text = self._realm.take_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        return f"j{as_json(text)}" if "\0" in text else f"={text}"

    @operation
    def decode_bytes(self, label: str) -> str:
        """All of the bytes in one go, as JSON, by an encoding's label (UTF-8 when there is none of that name); a byte
        order mark outranks it. https://encoding.spec.whatwg.org/#decode"""
        return as_json(decode(self._realm.take_bytes(), encoding_of_label(label) or "UTF-8"))

    @operation
    def new_decoder(self, label: str, fatal: bool, ignore_bom: bool) -> str:
        """The number and the encoding's name of a new decoder."""
        try:
            decoder = TextDecoder(label, fatal=fatal, ignore_bom=ignore_bom)
        except LookupError:
            raise HostError("RangeError", f"The encoding label provided ('{label}') is invalid.") from None
        self._last += 1
        self._decoders[self._last] = decoder
        return f"{self._last} {decoder.encoding}"

    @operation
    def free_decoder(self, number: int) -> None:
        self._decoders.pop(int(number), None)

    @operation
    def decode_stream(self, number: int, stream: bool) -> str:
        """The text of the bytes in the handover, in the form of `utf8_decode`."""
        decoder = known(number, self._decoders, "TextDecoder")
        try:
            text = decoder.decode(self._realm.take_bytes(), stream=stream)
        except DecodeError:
            raise HostError("TypeError", "The encoded data was not valid.") from None
        return f"j{as_json(text)}" if "\0" in text else f"={text}"
