"""Documents that run the polyfill in bare contexts, under one SessionHost, with one task queue that a test drives.

Time stands still; the order of tasks is that in which they were queued, over all documents.
"""

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import quickjs

from shim.link.host import Delivery, SessionHost
from shim.polyfill.assembly import Part, part_source, polyfill_source
from shim.session import Interruption

_WINDOW = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("window.js", "sources.js"))

# As a browser gets it, in one piece, and as an engine of one's own does, in parts.
_INSTALL = f"""
  globalThis.link = {{ send }};
  globalThis.installed = ({polyfill_source()})(window, link, engine)"""
_ATTACH = f"""
  globalThis.link = {{ send }};
  const watch = ({part_source(Part.DOCUMENT)})(window, link, engine);
  {"".join(f"watch({part_source(part)});" for part in Part if part is not Part.DOCUMENT)}"""


class Page:
    """One document. ``log`` holds what its statechange listener saw."""

    def __init__(self, world: "World", parent: int | None, before: str, listen: bool, parts: bool) -> None:
        self.world = world
        self.id = world.host.add_document(parent)
        self.context = quickjs.Context()
        self.sent: list[dict[str, Any]] = []
        self.context.eval(_WINDOW)
        self.context.add_callable("send", self._send)
        self.context.eval(before)
        self.context.eval(_ATTACH if parts else _INSTALL)
        if not listen:
            return
        self.context.eval(
            "globalThis.log = []; navigator.audioSession.addEventListener('statechange',"
            " () => log.push(navigator.audioSession.state))"
        )

    def _send(self, text: str) -> None:
        self.sent.append(json.loads(text))
        self.world.queue(self.world.host.receive(self.id, text, 0.0))

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        self.context.eval(f"link.onmessage({json.dumps(text)})")

    def run(self, script: str) -> Any:
        """Runs a script and returns its JSON value, without running any task."""
        text = self.context.eval(f"JSON.stringify((() => {{ {script} }})() ?? null)")
        while self.context.execute_pending_job():
            pass
        return json.loads(text)

    def do(self, script: str) -> Any:
        """Runs a script, then all tasks that follow from it."""
        value = self.run(script)
        self.world.settle()
        return value

    @property
    def state(self) -> str:
        return self.run("return navigator.audioSession.state")

    @property
    def log(self) -> list[str]:
        return self.run("return log.splice(0)")


class World:
    """One device."""

    def __init__(self) -> None:
        self.host = SessionHost()
        self.pages: dict[int, Page] = {}
        self._deliveries: deque[Delivery] = deque()
        self.on_task: Callable[[], None] = lambda: None

    def page(self, parent: Page | None = None, *, before: str = "", listen: bool = True, parts: bool = False) -> Page:
        page = Page(self, None if parent is None else parent.id, before, listen, parts)
        self.pages[page.id] = page
        return page

    def queue(self, deliveries: list[Delivery]) -> None:
        self._deliveries.extend(deliveries)

    def settle(self) -> None:
        """Runs tasks until there are none; a loop that does not end is an error."""
        for _ in range(10_000):
            progressed = False
            while self._deliveries:
                delivery = self._deliveries.popleft()
                if delivery.document in self.pages:
                    self.pages[delivery.document].deliver(delivery.text)
                self.on_task()
                progressed = True
            for page in list(self.pages.values()):
                if page.run("return tasks.length"):
                    page.run("runTask()")
                    self.on_task()
                    progressed = True
            if not progressed:
                assert not self.host.faults, self.host.faults
                return
        raise AssertionError("the documents never become idle")

    def remove(self, page: Page) -> None:
        self.host.remove_document(page.id, 0.0)
        del self.pages[page.id]
        self.settle()

    def begin(self, name: str = "phone call") -> Interruption:
        interruption, deliveries = self.host.begin_interruption(name, 0.0)
        self.queue(deliveries)
        self.settle()
        return interruption

    def end(self, interruption: Interruption, *, resume: bool = True) -> None:
        self.queue(self.host.end_interruption(interruption, 0.0, resume=resume))
        self.settle()

    @property
    def causes(self) -> list[tuple[int, str, str, str]]:
        return [(t.document, str(t.from_state), str(t.to_state), str(t.cause)) for t in self.host.device.timeline]
