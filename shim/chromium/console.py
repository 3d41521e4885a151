"""Console messages as Chromium describes them, in one line each."""

from __future__ import annotations

from typing import Any

from shim.api.events import ConsoleMessage
from shim.devtools.connection import Values

_TYPES = {"assert": "error", "warning": "warning", "trace": "debug"}
_OTHERS = "log"


def console_message(values: Values) -> ConsoleMessage:
    """The message of a `Runtime.consoleAPICalled`."""
    type_ = values["type"]
    if type_ not in ("log", "debug", "info", "error"):
        type_ = _TYPES.get(type_, _OTHERS)
    frames = values.get("stackTrace", {}).get("callFrames") or [{"url": "", "lineNumber": -1}]
    text = " ".join(_text(argument) for argument in values["args"])
    return ConsoleMessage(type_, text, frames[0]["url"], frames[0]["lineNumber"] + 1)


def _text(argument: Values) -> str:
    if argument["type"] == "string":
        return str(argument["value"])
    if "preview" in argument and argument.get("subtype") not in ("error", "node"):
        return _preview(argument["preview"])
    if "unserializableValue" in argument:
        return str(argument["unserializableValue"])
    if "description" in argument:
        return str(argument["description"])
    return _literal(argument.get("value"), argument["type"])


def _preview(preview: Values) -> str:
    items = [(item["name"], str(item.get("value", item["type"]))) for item in preview["properties"]]
    if preview.get("overflow"):
        items.append(("...", "..."))
    if preview.get("subtype") == "array":
        return f"[{', '.join(value for _, value in items)}]"
    return f"{{{', '.join(f'{name}: {value}' if name != '...' else name for name, value in items)}}}"


def _literal(value: Any, type_: str) -> str:
    if type_ == "undefined":
        return "undefined"
    return {True: "true", False: "false", None: "null"}.get(value, str(value))
