"""The process that lays documents out and draws them, `python renderer_process.py FOLDER`: with blitz-py, which lies in
the folder, and nothing else of the package.

Each request comes on stdin, a length and as much JSON; each answer goes to stdout: a length, and boxes as JSON or a
picture as PNG. What it is given came from strangers: it has no more time and memory than is set here, opens no file and
no connection, and ends with its stdin. A request that takes too long ends the process.
"""

from __future__ import annotations

import base64
import json
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO

LENGTH = struct.Struct(">I")
_MEMORY = 2 * 1024**3
"""Bytes of its address space."""


def main() -> None:
    """Answers until there is no more request."""
    sys.path.insert(0, sys.argv[1])
    import blitz_py

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What fonts there are is looked up once: here, and not in the time of a request.
    blitz_py.measure_text("x", font_size=16)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while (head := requests.read(LENGTH.size)) and len(head) == LENGTH.size:
        request = json.loads(requests.read(*LENGTH.unpack(head)))
        # The time that the processor takes, so that a busy machine makes no difference. Its signal ends the process.
        signal.setitimer(signal.ITIMER_PROF, request.pop("seconds"))
        answer = _answer(blitz_py, request)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)


def _answer(blitz: Any, request: dict[str, Any]) -> bytes:
    clip = request.pop("clip", None)
    if clip is None:
        return json.dumps(blitz.Template(**request).boxes()).encode()
    kind, scale = request.pop("kind"), request.pop("scale")
    left, top, width, height = clip
    layer = {"html": request["html"], "width": request["width"], "height": request["height"], "x": -left, "y": -top}
    png: bytes = blitz.render_layers_png([layer], width=width, height=height, background="#ffffff")
    if kind == "png" and scale == 1:
        return png
    shown = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    html = f'<body style="margin:0"><img src="{shown}" style="display:block;width:100%;height:100%">'
    size = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
    small: bytes = blitz.render_jpeg(html, quality=60, **size) if kind == "jpeg" else blitz.render_png(html, **size)
    return small


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(LENGTH.pack(len(answer)) + answer)
    answers.flush()


if __name__ == "__main__":
    main()
