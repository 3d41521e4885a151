"""The dashboard's page and what it is made of: files of js/dashboard and js/report, and nothing else.

None of them holds a secret. The page's policy lets no script run but these, and no other page have it in a frame.
"""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from shim.report.html import zoom_buttons
from shim.report.svg import legend_items
from shim.resources import js_dir

_FILES = {
    "dashboard": ("index.html", "dashboard.css", "*.js"),
    "report": ("report.css", "timeline.css", "timeline.js", "zoom.js"),
}
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def add_routes(router: web.UrlDispatcher) -> None:
    """The page at `/`, its parts below `/js`."""
    router.add_get("/", _serve_page)
    router.add_get("/js/{folder}/{name}", _serve_part)


async def _serve_page(_: web.Request) -> web.Response:
    return _response("dashboard", "index.html")


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = text.replace("<!-- legend -->", legend_items()).replace("<!-- zoom -->", zoom_buttons())
    return text


async def _serve_part(request: web.Request) -> web.Response:
    return _response(request.match_info["folder"], request.match_info["name"])


def _response(folder: str, name: str) -> web.Response:
    for pattern in _FILES.get(folder, ()):
        for path in (js_dir() / folder).glob(pattern):
            if path.name == name:
                return web.Response(
                    text=_text(path), content_type=_TYPES[path.suffix], charset="utf-8", headers=_HEADERS
                )
    raise web.HTTPNotFound(headers=_HEADERS)
