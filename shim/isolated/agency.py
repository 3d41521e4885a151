"""One process with its pages and documents, as the host has them: where what the process says gets its effect."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from shim.api.events import ConsoleMessage, Crash, PageError
from shim.audio.sounds import LAG
from shim.errors import Error
from shim.net.errors import NetworkError
from shim.session import RemoteSessionError

from .document import RemoteDocument, RemoteSound
from .messages import (
    Abort,
    Ask,
    AtRest,
    Broadcast,
    Console,
    Crashed,
    DocumentOpened,
    DocumentRemoved,
    DocumentRenamed,
    Fetch,
    Fetched,
    Frames,
    FromPage,
    Heard,
    HeardUntil,
    Listen,
    Missing,
    Network,
    PageClosed,
    PageOpened,
    Said,
    Start,
    Stored,
    Uncaught,
    Value,
    failure_data,
    request_of,
    response_data,
    response_of,
)
from .pace import Pace
from .pipe import BadFrame
from .process import Process

if TYPE_CHECKING:
    from .browser import IsolatedBrowser
    from .page import Page

_MOST_PAGES = 65
"""Pages of a process: the one that was asked for, and those that scripts may open."""


class Agency:
    """Made by `open`."""

    def __init__(self, browser: IsolatedBrowser, process: Process) -> None:
        self.browser = browser
        self.process = process
        self.pages: dict[int, Page] = {}
        self.documents: dict[int, RemoteDocument] = {}
        """The documents that are there, by their numbers in the process."""
        self.deliveries = 0
        """Messages to documents until now."""
        self.mistakes: dict[int, Exception] = {}
        """Errors that handlers of routes raised, by the number of the request."""
        self._ids: dict[int, int] = {}
        """The ids on the device of all documents that ever were, by the same numbers."""
        self._sounds: dict[int, RemoteSound] = {}
        self._listeners = 0
        self.heard_until = 0.0
        """See `shim.audio.sounds.Source`."""
        self._fetches: dict[int, asyncio.Task[None]] = {}
        self._pace: Pace | None = None
        """The follower that a manual clock asks; None on the system's."""
        process.on_message = self._take
        process.answer = self._answer
        process.on_end = self._ended

    @classmethod
    async def open(cls, browser: IsolatedBrowser, page: Page) -> Agency:
        """A new process, and the page in it. Raises `Error`; the page is in no process then, and may get another."""
        agency = cls(browser, await Process.start(browser.script_timeout, browser.memory_limit, browser.clock))
        device, process = browser.device, agency.process
        browser.agencies.append(agency)
        process.send(
            Start(
                origin=time.monotonic() - device.now(),
                date=browser.clock.date() - browser.clock.now() if browser.clock.is_manual else None,
                policy=device.policy.name,
                allow_hosts=list(browser.allow_hosts),
                autoplay=browser.autoplay,
                script_timeout=browser.script_timeout,
                memory_limit=browser.memory_limit,
                user_agent=browser.user_agent,
                permissions=browser.permissions,
                visibility=device.visibility,
            )
        )
        agency.begin()
        for message in browser.news():
            process.send(message)
        agency.pages[1] = page
        page.move(agency, 1)
        try:
            await process.call("open")
            for grant in browser.grants:
                await process.call("grant", *grant)
        except BaseException:
            agency.pages.clear()
            page.move(None, 0)
            process.end()
            raise
        return agency

    def begin(self) -> None:
        """The process goes by the clock from now on."""
        if self.browser.clock.is_manual:
            self._pace = Pace(self.browser.clock, self.process.send, self._rested, self._hear_until)
            self.process.before_sending = self._pace.before

    def _rested(self) -> None:
        for page in self.pages.values():
            page.notify()

    def _hear_until(self, time: float) -> None:
        self.heard_until = max(self.heard_until, time - LAG)

    async def drain(self) -> None:
        """See `shim.audio.sounds.Source`."""
        with suppress(Error):
            await self.process.call("drain")

    async def settle(self) -> None:
        """Returns when what was sent has had its effect, or there is nobody to have it."""
        try:
            await self.process.call("settle")
        except Error:
            if not self.process.ended:
                raise

    # what the process says --------------------------------------------------------------------------------------------

    def _page(self, number: int) -> Page:
        if number not in self.pages:
            raise BadFrame(f"a message of page {number}, which is not there")
        return self.pages[number]

    def _document(self, number: int) -> RemoteDocument:
        if number not in self.documents:
            raise BadFrame(f"a message of document {number}, which is not there")
        return self.documents[number]

    def _take(self, message: FromPage) -> None:
        device = self.browser.device
        match message:
            case Said():
                self._hear(message)
            case DocumentOpened():
                self._open_document(message)
            case DocumentRenamed():
                device.rename_document(self._document(message.document).id, message.url)
            case DocumentRemoved():
                self._remove_document(message.document)
            case Heard():
                try:
                    if (sound := self._sounds.get(message.document)) is not None:
                        sound.hear(message.start, message.samples)
                except ValueError as error:
                    raise BadFrame(f"sound that is none: {error}") from error
            case HeardUntil():
                if message.at <= device.now():
                    self.heard_until = max(self.heard_until, message.at)
            case AtRest():
                if self._pace is not None:
                    self._pace.take(message)
            case Stored() | Broadcast():
                self.browser.shared.take(message, self.process)
            case Fetch():
                task = self.browser.loop.spawn(self._fetch(message))
                self._fetches[message.number] = task
                task.add_done_callback(lambda _: self._fetches.pop(message.number, None))
            case Abort():
                if (task_ := self._fetches.get(message.number)) is not None:
                    task_.cancel()
            case _:
                self._take_of_page(message)

    def _take_of_page(self, message: FromPage) -> None:
        match message:
            case Frames():
                self._page(message.page).take_frames(message.frames)
            case Console():
                said = ConsoleMessage(message.type, message.text, message.url, message.line)
                self._page(message.page).hear_message(said)
            case Uncaught():
                error = PageError(message.message, message.url, message.line, message.column, message.stack)
                self._page(message.page).report_error(error)
            case Missing():
                self._page(message.page).report_missing(message.name, message.is_use)
            case Crashed():
                id_ = self._ids.get(message.document, 0)
                crash = Crash(id_, message.url, message.reason)
                self._page(message.page).hear_crash(crash, is_whole=message.is_whole)
            case Network():
                try:
                    value = request_of(message.request) if message.response is None else response_of(message.response)
                except ValueError as error:
                    raise BadFrame(f"a request that is none: {error}") from error
                self._page(message.page).hear_network(message.kind, value)
            case PageOpened():
                if len(self.pages) >= _MOST_PAGES or message.page in self.pages:
                    raise BadFrame("one page too many")
                opener = self._page(message.opener)
                popup = self.pages[message.page] = self.browser.make_page()
                popup.move(self, message.page)
                self.browser.page_came(popup)
                opener.announce_popup(popup)
            case PageClosed():
                self.drop_page(message.page)

    def _hear(self, message: Said) -> None:
        document = self._document(message.document)
        device = self.browser.device
        try:
            device.receive(document.id, message.text, said_at=message.at)
        except RemoteSessionError as error:
            opened = device.documents[document.id]
            page = next((page for page in self.pages.values() if page.name == opened.tab_name), None)
            if page is not None:
                page.report_error(PageError(f"audio session: {error}", opened.url))

    def _open_document(self, message: DocumentOpened) -> None:
        if message.document in self._ids:
            raise BadFrame(f"document {message.document} twice")
        page = self._page(message.page)
        parent = self._document(message.parent).id if message.parent is not None else None
        device = self.browser.device
        document = self.documents[message.document] = RemoteDocument(self.process, message.document, self._delivered)
        document.id = device.add_document(document, parent, tab_name=page.name, url=message.url)
        self._ids[message.document] = document.id
        sound = self._sounds[message.document] = RemoteSound(device.now, self._listen)
        device.sounds.add(document.id, sound)

    def _delivered(self) -> None:
        self.deliveries += 1

    def _remove_document(self, number: int) -> None:
        device = self.browser.device
        document = self._document(number)
        gone = {s.id for s in device.core.tab_of(document.id).sessions(device.core.session(document.id))}
        device.remove_document(document.id)
        for below in [below for below, one in self.documents.items() if one.id in gone]:
            device.sounds.remove_all(self.documents.pop(below).id)
        for silent in [n for n in self._sounds if n not in self.documents and not self._sounds[n].is_heard]:
            del self._sounds[silent]

    def _listen(self, on: bool) -> None:
        sounds = self.browser.device.sounds
        self._listeners += 1 if on else -1
        if on and self not in sounds.sources:
            self.heard_until = max(self.heard_until, self.browser.device.now())
            sounds.sources.append(self)
            self.process.send(Listen(True))
        elif not self._listeners and self in sounds.sources:
            sounds.sources.remove(self)
            self.process.send(Listen(False))

    # what script waits for --------------------------------------------------------------------------------------------

    def _answer(self, ask: Ask) -> Value:
        cookies, device = self.browser.fetcher.cookies, self.browser.device
        match ask.name, ask.arguments:
            case "stands still", []:
                return self.browser.clock.stands_still
            case "guard", [int(number)]:
                document = self.documents.get(number)
                return device.guard(document.id) if document is not None else device.guard_of_new()
            case "captures", [int(number)]:
                return device.captures(self._document(number).id)
            case "document cookie", [str(url)]:
                return cookies.document_cookie(url)
            case "set document cookie", [str(url), str(text)]:
                cookies.set_document_cookie(url, text)
                return None
            case "cookie header", [str(url), ("same-site" | "navigation" | "cross-site") as relation]:
                return cookies.header(url, relation)
            case "dialog", [int(number), str(kind), str(message), str(text)]:
                return self._page(number).answer_dialog(kind, message, text)
        raise BadFrame(f"a question that there is not: {ask.name!r}")

    # the network ------------------------------------------------------------------------------------------------------

    async def _fetch(self, message: Fetch) -> None:
        try:
            page = self._page(message.page)
            response = await self.browser.fetcher.fetch(request_of(message.request), page.scope)
            answer = Fetched(message.number, response_data(response))
        except NetworkError as error:
            answer = Fetched(message.number, failure=failure_data(error))
        except Exception as error:
            self.mistakes[message.number] = error
            answer = Fetched(message.number, mistake=repr(error))
        self.process.send(answer)

    # the end ----------------------------------------------------------------------------------------------------------

    def drop_page(self, number: int) -> None:
        """The page was closed; with the last one the process ends."""
        page = self.pages.pop(number, None)
        if page is not None:
            page.end()
        if not self.pages:
            self.process.end()

    def _ended(self, reason: str | None) -> None:
        self.browser.agencies.remove(self)
        if self._pace is not None:
            self._pace.end()
        if self in self.browser.device.sounds.sources:
            self.browser.device.sounds.sources.remove(self)
        for task in list(self._fetches.values()):
            task.cancel()
        crashes = {number: page.crash_of(reason or "") for number, page in self.pages.items()}
        for number in [n for n, document in self.documents.items()]:
            if number in self.documents:
                self._remove_document(number)
        pages, self.pages = self.pages, {}
        for number, page in pages.items():
            page.lose(crashes[number] if reason is not None else None)
