"""`/audio-session.js`: the polyfill that links itself to the server from which its script tag loads it."""

from __future__ import annotations

from functools import cache

from aiohttp import web

from shim.polyfill.assembly import served_source

# Pages of any origin load it, also isolated ones (COEP); it holds no secret: the token is in its address.
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@cache
def _script() -> str:
    return f"{served_source()}();\n"


async def serve_script(_: web.Request) -> web.Response:
    """The script."""
    return web.Response(text=_script(), content_type="text/javascript", charset="utf-8", headers=_HEADERS)


async def allow_private_network(_: web.Request) -> web.Response:
    """Answers the question that a browser asks before a page of the Internet loads something from this machine."""
    headers = {**_HEADERS, "Access-Control-Allow-Private-Network": "true", "Access-Control-Allow-Methods": "GET"}
    return web.Response(status=204, headers=headers)
