"""Injection into pages of Playwright, in whatever browser: init scripts and bindings, which are all that it needs.

The document asks the binding for what the host has for it, and is answered when there is something: one request is
always under way, which also tells the host that what it gave before has been done.

A page has a script of its own, or its context has one for all. A popup has none of its own before Playwright tells of
it, so all pages of its context have a script that does something only where there is an opener. In a popup the script
that comes first does the work.

Of the two APIs of Playwright the blocking one waits in what it calls: a coroutine that only waits for Playwright then
comes to its end in one go. The loop that Playwright has for it runs only while something of Playwright's is called.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import Error

from shim.device.device import Device
from shim.plain_text import visible
from shim.session import Output, RemoteSessionError

from .cut_off import cut_off
from .script import media_devices, script, surroundings
from .tasks import in_a_task

_log = logging.getLogger("shim")
_LOOK_AGAIN = 5.0
"""Milliseconds that Playwright's loop runs for, each time, while documents of its blocking API have something to do."""
Outside = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Has a function called where Playwright's blocking API can be used, and gives what it returns."""

_CONNECT = """(prepare) => {
  const call = globalThis.%(binding)s;
  delete globalThis.%(binding)s;
  const { audioSession } = navigator;
  if (audioSession && !audioSession.dispatchEvent(new Event("%(secret)s", { cancelable: true }))) return;
  if (!call || !(%(condition)s)) return;
  let token;
  let known = document;
  const { link, start } = prepare((text) => { call("send", token, text); }, "%(secret)s read");
  const converse = async () => {
    const own = token = String(Math.random()) + Math.random();
    call("hello", own, location.href);
    for (;;) {
      const calls = await call("next", own);
      if (!calls && own === token) token = null;
      if (!calls) return;
      for (let i = 0; i < calls.length; i++) {
        const { 0: name, 1: first, 2: second, 3: third } = calls[i];
        await link.settled();
        link[name](first, second, third);
      }
      await link.settled();
    }
  };
  converse();
  start();
  navigator.audioSession.addEventListener("%(secret)s", (event) => {
    event.preventDefault();
    if (known !== document) link.look?.();
    known = document;
    if (token !== null) return;
    converse();
    link.announce?.();
  });
}"""


class Document:
    """One document: the device's link to it."""

    def __init__(self, token: str, parent: Document | None) -> None:
        self.token = token
        self.parent = parent
        self.id = 0
        self.is_cut_off = False
        self.is_empty = False
        """True for the first document of its frame."""
        self.calls: list[list[object]] = []
        self.is_idle = asyncio.Event()
        self._asked: asyncio.Future[list[list[object]] | None] | None = None

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """See `shim.device.device.Link`. The page fetches its messages itself, so no gesture comes with them."""
        self.call("onmessage", text)

    def call(self, name: str, *arguments: object) -> None:
        """Calls a method of the link in the document, in a task of its own."""
        if not self.is_cut_off:
            self.is_idle.clear()
            self.calls.append([name, *arguments])
            self._answer()

    def ask(self) -> asyncio.Future[list[list[object]] | None]:
        """The document has done what it got, and asks for more."""
        self._asked = asyncio.get_running_loop().create_future()
        if self.calls:
            self._answer()
        else:
            self.is_idle.set()
        return self._asked

    def _answer(self) -> None:
        if self._asked is not None and not self._asked.done():
            calls, self.calls = self.calls, []
            self._asked.set_result(calls)

    def end(self) -> None:
        """The document is gone."""
        self.is_idle.set()
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(None)


class _Context:
    """A context with pages on devices."""

    def __init__(self) -> None:
        self.injections: dict[Any, PlaywrightInjection] = {}
        """By page; popups too."""
        self.of_new_pages: PlaywrightInjection | None = None
        """The one that all pages of the context are injected into by."""
        self.has_script_for_all = False
        self._secret = f"audioSession{secrets.token_hex(8)}"

    async def start(self, context: Any) -> None:
        """Has the popups of its pages ask for a place."""
        binding = f"audioSession{secrets.token_hex(8)}"
        await _done(context.expose_binding, binding, self.called)
        await _done(context.add_init_script, self.script(binding, "top.opener"))

    def script(self, binding: str, condition: str) -> str:
        """The script that every document runs that has the binding."""
        return script(_CONNECT % {"binding": binding, "condition": condition, "secret": self._secret})

    def called(self, source: Any, operation: str, token: str, text: str = "") -> Any:
        """A document says something, or asks what there is for it."""
        injection = self.injections.get(source["page"])
        if injection is None and self.of_new_pages is not None:
            injection = self.of_new_pages
            injection.page_came(source["page"])
        return injection.called(source, operation, token, text) if injection is not None else None


_contexts: WeakKeyDictionary[Any, _Context] = WeakKeyDictionary()


class PlaywrightInjection:
    """See `shim.inject.Injection`."""

    def __init__(self, context: _Context, device: Device, outside: Outside | None) -> None:
        self._context = context
        self._device = device
        self._outside = outside
        """Calls functions where Playwright's blocking API can be used; None for its async API."""
        self._names: dict[Any, str] = {}
        """The names of the tabs, by page."""
        self._without_script: set[Any] = set()
        """Popups that need none, for now."""
        self._documents: dict[Any, Document] = {}
        """By frame."""
        self._binding = f"audioSession{secrets.token_hex(8)}"
        self._source = context.script(self._binding, "true")
        device.join(self)

    async def follow_all(self, context: Any) -> None:
        """Injects into all pages of a context, those to come too."""
        self._context.of_new_pages = self
        for page in context.pages:
            self.page_came(page)
        context.on("page", self.page_came)
        if not self._context.has_script_for_all:
            self._context.has_script_for_all = True
            await _done(context.expose_binding, self._binding, self._context.called)
            # Those with an opener have one. Of two the second may find that nobody hears its event: Playwright has a
            # new popup stand still.
            await _done(context.add_init_script, self._context.script(self._binding, "!top.opener"))
        for page in context.pages:
            for frame in page.frames:
                await _done(frame.evaluate, self._source)

    def page_came(self, page: Any) -> None:
        """A page of a context all of whose pages are injected into."""
        if self._context.of_new_pages is self and page not in self._names:
            self.follow(page, self._device.name_tab())

    def follow(self, page: Any, tab_name: str) -> None:
        """Listens from now on to the documents of a page."""
        self._names[page] = tab_name
        self._context.injections[page] = self
        page.on("framedetached", self._forget)
        page.on("framenavigated", self._frame_navigated)
        page.on("close", self._page_closed)
        page.on("popup", self._popup_came)

    async def add_script(self, page: Any) -> None:
        """Injects into what is there and what will be."""
        self._without_script.discard(page)
        await _done(page.expose_binding, self._binding, self._context.called)
        await _done(page.add_init_script, self._source)
        for frame in page.frames:
            await _done(frame.evaluate, self._source)

    def _popup_came(self, popup: Any) -> None:
        if self._names and popup not in self._names and self._context.of_new_pages is not self:
            self.follow(popup, self._device.name_tab())
            self._without_script.add(popup)
            self._start(self._add_script_if_needed(popup))

    def _start(self, coroutine: Coroutine[Any, Any, object]) -> None:
        """Runs it, about a page that may go meanwhile."""
        if self._outside is None:
            in_a_task(coroutine, Error, "a popup")
        else:
            with suppress(Error):
                finish(coroutine)

    async def _add_script_if_needed(self, popup: Any) -> None:
        # With an opener the context's script is enough. Playwright ends all when a page is closed while it gets one.
        if await _done(popup.evaluate, "opener === null") and popup in self._without_script:
            await self.add_script(popup)

    def _frame_navigated(self, frame: Any) -> None:
        if frame.page in self._without_script and frame.parent_frame is None:
            self._start(self._add_script_if_needed(frame.page))
        self._look_again(frame)

    def _look_again(self, frame: Any) -> None:
        document = self._documents.get(frame)
        if document is not None and document.is_empty and frame.url != "about:blank":
            # Another document may have taken over its window, and what is in it, in which no script runs anew.
            document.is_empty = False
            self._start(_done(frame.evaluate, self._source))

    async def close(self) -> None:
        """See `shim.inject.Injection`."""
        if self._context.of_new_pages is self:
            self._context.of_new_pages = None
            self._leave_if_over()
        for page in list(self._names):
            self._page_closed(page)

    def _page_closed(self, page: Any) -> None:
        if self._names.pop(page, None) is None:
            return
        self._without_script.discard(page)
        del self._context.injections[page]
        for frame in [frame for frame in self._documents if frame.page == page]:
            self._forget(frame)
        self._leave_if_over()

    def _leave_if_over(self) -> None:
        if not self._names and self._context.of_new_pages is not self:
            self._device.leave(self)

    def called(self, source: Any, operation: str, token: str, text: str = "") -> Any:
        """A document of one of its pages says something, or asks what there is for it."""
        frame, name = source["frame"], self._names[source["page"]]
        if operation == "hello":
            self._forget(frame)
            self._add(frame, token, name)
            self._documents[frame].is_empty = text == "about:blank"
            self._look_again(frame)
            return None
        document = self._documents.get(frame)
        if document is None or document.token != token or document.is_cut_off:
            return None
        if operation == "next":
            return document.ask()
        try:
            self._device.receive(document.id, text)
        except RemoteSessionError as error:
            document.is_cut_off = True
            document.end()
            cut_off(self._device, document.id)
            _log.warning("a document was cut off from the device: %s", visible(str(error)))
        return None

    def _add(self, frame: Any, token: str, tab_name: str) -> None:
        around = frame.parent_frame
        while around is not None and around not in self._documents:
            around = around.parent_frame
        parent = self._documents.get(around)
        document = self._documents[frame] = Document(token, parent)
        document.id = self._device.add_document(
            document, parent.id if parent is not None else None, tab_name=tab_name, url=frame.url
        )
        for name, *arguments in surroundings(self._device, self._device.visibility, is_back=False):
            document.call(name, *arguments)

    def _forget(self, frame: Any) -> None:
        """The document in a frame is gone, and what is in it."""
        gone = self._documents.get(frame)
        if gone is None:
            return
        for other, document in list(self._documents.items()):
            around: Document | None = document
            while around is not None and around is not gone:
                around = around.parent
            if around is gone:
                document.end()
                del self._documents[other]
        self._device.remove_document(gone.id)

    # what the device tells --------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """See `shim.device.device.Surroundings`."""
        while busy := [one for one in self._documents.values() if not one.is_idle.is_set()]:
            if self._outside is None:
                await busy[0].is_idle.wait()
            else:
                await self._outside(self._let_pages_run)

    def _let_pages_run(self) -> None:
        page = next(iter(self._names), None)
        if page is not None:
            with suppress(Error):  # it was closed
                page.wait_for_timeout(_LOOK_AGAIN)

    def busy(self) -> list[str]:
        """See `shim.device.device.Surroundings`."""
        frames = [frame for frame, one in self._documents.items() if not one.is_idle.is_set()]
        return [f"{frame.url} does not answer: a script runs, or something has stopped it" for frame in frames]

    def screen_changed(self) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self._documents.values():
            document.call("setVisibility", self._device.visibility)

    def set_frozen(self, frozen: bool) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self._documents.values():
            if not frozen or not any(s.has_sound for s in self._device.core.tab_of(document.id).sessions()):
                document.call("setFrozen", frozen)

    def plug(self, output: Output) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self._documents.values():
            document.call("plug", output, media_devices(output), True)

    def unplug(self, output: Output) -> None:
        """See `shim.device.device.Surroundings`."""
        for document in self._documents.values():
            document.call("unplug", output)


async def inject_playwright(
    target: Any, device: Device, tab_name: str | None, outside: Outside | None = None
) -> PlaywrightInjection:
    """See `shim.inject.inject`. `outside`: of the blocking API. Without a name the device gives one."""
    is_context = hasattr(target, "pages")
    owner = target if is_context else target.context
    context = _contexts.get(owner)
    if is_context and tab_name is not None:
        raise ValueError("tab_name is for one page: the pages of a context get their names from the device")
    if is_context and context is not None and context.of_new_pages is not None:
        raise ValueError("this context has been injected into already; close that injection first")
    if context is None:
        context = _contexts[owner] = _Context()
        await context.start(owner)
    injection = PlaywrightInjection(context, device, outside)
    if is_context:
        await injection.follow_all(owner)
    else:
        injection.follow(target, device.name_tab() if tab_name is None else tab_name)
        await injection.add_script(target)
    return injection


async def _done(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of a method of either API of Playwright, awaited if it is awaitable."""
    result = function(*arguments)
    return await result if inspect.isawaitable(result) else result


def finish(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing but Playwright's blocking API."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    coroutine.close()
    raise RuntimeError("a call of Playwright's blocking API gave something to wait for")
