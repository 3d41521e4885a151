"""The process in which handlers in Python of a WPT checkout run.

It is started with `python -m shim.wpt.handler_process CHECKOUT ADDRESSES`.

The servers are the checkout's own, or those that are installed: wptserve for requests, pywebsocket3 for WebSockets.
They listen on loopback; their ports are one line of JSON on stdout. The process ends with its stdin.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Any


def _main() -> None:
    root = Path(sys.argv[1])
    addresses = json.loads(sys.argv[2])
    sys.path.insert(0, str(root))
    if (root / "tools" / "localpaths.py").is_file():
        sys.path.insert(0, str(root / "tools"))
        import_module("localpaths")  # the packages that the checkout brings along
    logging.basicConfig(level=logging.ERROR)
    stash = import_module("wptserve.stash")
    with stash.StashServer():
        ports = {scheme: _serve(root, scheme, addresses) for scheme in ("http", "https")}
        ports["ws"] = _serve_websockets(root)
        sys.stdout.write(json.dumps(ports) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


def _serve(root: Path, scheme: str, addresses: dict[str, Any]) -> int:
    """Answers requests for URLs of that scheme, which come without TLS; the port."""
    builder = import_module("wptserve.config").ConfigBuilder
    # wptserve leaves out the ports of TLS, which is another's here.
    config = type("Builder", (builder,), {"_get_ports": lambda self, data: data["ports"]})(
        logging.getLogger("wptserve"),
        browser_host=addresses["host"],
        alternate_hosts={"alt": addresses["alternate"]},
        subdomains={name for name in addresses["subdomains"] if name},
        not_subdomains={"nonexistent"},
        doc_root=str(root),
        ports=addresses["ports"],
        ssl={"type": "none"},
        check_subdomains=False,
    )
    server = import_module("wptserve.server").WebTestHttpd(
        port=0,
        doc_root=str(root),
        routes=[("*", "*", import_module("wptserve.handlers").python_script_handler)],
        config=config.__enter__(),
    )
    server.httpd.scheme = scheme
    server.start()
    return int(server.port)


def _serve_websockets(root: Path) -> int:
    """Answers WebSockets; the port."""
    standalone = import_module("pywebsocket3.standalone")
    handlers = root / "websockets" / "handlers"
    arguments = ["-H", "127.0.0.1", "-p", "0", "-d", str(root), "-w", str(handlers if handlers.is_dir() else root)]
    options, _ = standalone._parse_args_and_config(arguments)
    options.cgi_directories = []
    options.is_executable_method = None
    server = standalone.WebSocketServer(options)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server._sockets[0][0].getsockname()[1])


if __name__ == "__main__":
    _main()
