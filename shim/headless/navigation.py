"""Navigation of a frame, in one direction: resolve, fetch, parse, make the document or reuse the Window, load it.

https://html.spec.whatwg.org/multipage/browsing-the-web.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from urllib.parse import unquote

import turbohtml

from shim.dom.tree import DocumentInfo
from shim.dom.xml_parser import read_xml
from shim.errors import NavigationError
from shim.net import url as urls
from shim.net.encoding import decode, decode_xml, document_encoding, encoding_of_headers, encoding_of_mark, xml_encoding
from shim.net.errors import NetworkError
from shim.net.headers import Headers
from shim.net.messages import Request, Response
from shim.net.permissions_policy import PermissionsPolicy
from shim.net.referrer import policy_of_headers, referrer_header
from shim.web.session_history import HistoryEntry

from .create_document import create_document
from .document import Document, DocumentFrame, DocumentPage, fire_beforeunload
from .loader import DocumentLoader

_SHOWN_AS_TEXT = ("text/", "application/json", "application/javascript")


class NavigableFrame(DocumentFrame, Protocol):
    """A frame as its navigation sees it."""

    def sandboxed_origin(self, origin: urls.Origin, url: str) -> urls.Origin: ...
    def permissions_policy(self, origin: urls.Origin, header: str) -> PermissionsPolicy: ...
    def detach_children(self) -> None: ...
    def close_document(self) -> None: ...


@dataclass(frozen=True, slots=True)
class NavigationParams:
    """The source of a document. https://html.spec.whatwg.org/multipage/browsing-the-web.html#navigation-params

    `resource`: the response, or the markup of a document that comes from no request. `referrer`: `document.referrer`.
    `status`: of HTTP, 200 for what has none.
    """

    url: str
    origin: urls.Origin
    resource: Response | str
    referrer: str = ""
    status: int = 200


class Navigation:
    """Navigations of one frame, one at a time: one that still waits for its response gives way to the next.

    `load_url` and `load_markup` return once `load` has fired; `navigate` and what else script asks for run by
    themselves, in `ongoing`.
    """

    def __init__(self, frame: NavigableFrame, page: DocumentPage) -> None:
        self._frame = frame
        self._page = page
        self.ongoing: asyncio.Task[Any] | None = None
        """The last navigation that was started in a task of its own."""
        self._fetching: asyncio.Task[Any] | None = None
        self._replaces_entry = False
        self._blob: tuple[str, tuple[bytes, str] | None] | None = None
        self._markup: str | None = None
        self.commits = 0
        """The number of documents that there were."""
        self.status = 200
        """The HTTP status of the last of them, 200 for what has none."""

    # what starts a navigation -----------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#navigate
    def navigate(
        self,
        url: str,
        *,
        initiator: Document | None = None,
        replace: bool = False,
        body: bytes | None = None,
        content_type: str = "",
    ) -> None:
        """Navigates without waiting, as script, links and forms do. `url` is absolute.

        With `body` it is a POST. `replace`: the current entry of the session history gives way.
        """
        document = self._frame.active_document
        # 7.
        if self._frame.detached or (document is not None and document.unload_counter > 0):
            return
        # 11.
        self._replaces_entry = replace
        # 19.
        if url.startswith("javascript:"):
            if document is not None and initiator is not None and initiator.origin == document.origin:
                self._queue_script(document, unquote(url.removeprefix("javascript:")))
            return
        # the URL may be revoked before it is fetched
        self._blob = (url, self._page.browser.blobs.resolve(url)) if url.startswith("blob:") else None
        # 18., 21.
        self.start(self._navigate(url, initiator, body, content_type))

    async def _navigate(self, url: str, initiator: Document | None, body: bytes | None, content_type: str) -> None:
        # 21.9
        await self._report_failure(partial(self.load_url, url, initiator, body, content_type))

    @staticmethod
    def _queue_script(document: Document, script: str) -> None:
        """https://html.spec.whatwg.org/multipage/browsing-the-web.html#navigate-to-a-javascript:-url"""

        def run() -> None:
            document.realm.run_script(script, document.url)

        document.realm.loop.queue_task(run, document.realm)

    def reload_by_script(self) -> None:
        """Reloads without waiting. https://html.spec.whatwg.org/multipage/browsing-the-web.html#reload"""
        self.start(self._report_failure(self.reload))

    def traverse(self, entry: HistoryEntry) -> None:
        """Loads the document of a session history entry again. AD-HOC: documents are not kept to come back to."""
        self._frame.history.go(entry)
        self._replaces_entry = True
        self.start(self._navigate(entry.url, self._frame.active_document, None, ""))

    async def load_entry(self, entry: HistoryEntry) -> int:
        """Loads the document of a session history entry again, for a caller who waits. Returns and raises what
        `load_url` does."""
        self._frame.history.go(entry)
        self._replaces_entry = True
        return await self.load_url(entry.url)

    def start(self, loading: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs a navigation in a task of its own."""
        self.stop_fetching()
        task = self.ongoing = self._fetching = self._page.browser.loop.spawn(loading)
        # navigate 14.: the document around the frame does not get its `load` event before it is through
        container = self._frame.container_document
        if container is not None:
            load_event = container.load_event
            load_event.delay(True)
            task.add_done_callback(lambda _: load_event.delay(False))
        return task

    def stop(self) -> None:
        """Ends what is under way: the frame is gone."""
        if self.ongoing is not None and self.ongoing is not asyncio.current_task():
            self.ongoing.cancel()
        self.ongoing = None
        self.stop_fetching()

    @property
    def is_fetching(self) -> bool:
        """True while a navigation waits for its response."""
        return self._fetching is not None and not self._fetching.done()

    def stop_fetching(self) -> None:
        """Ends a navigation that still waits for its response."""
        if self._fetching is not None and self._fetching is not asyncio.current_task():
            self._fetching.cancel()
            self._fetching = None

    async def _report_failure(self, load: Callable[[], Awaitable[object]]) -> None:
        """Runs a navigation that no caller waits for: its failure goes to the console."""
        frame = self._frame
        try:
            await load()
        except NavigationError as error:
            document = frame.active_document
            url = document.url if document is not None else "about:blank"
            self._page.report_console("error", f"Navigation failed: {error}", url)
            if frame.parent is not None and not frame.detached:
                # the error page, which no other document can look into
                await self._load(NavigationParams("about:blank", urls.opaque_origin("about"), ""))

    # from a URL or markup to a document that has loaded ---------------------------------------------------------------

    async def load_url(
        self, url: str, initiator: Document | None = None, body: bytes | None = None, content_type: str = ""
    ) -> int:
        """Navigates to an absolute URL; returns the HTTP status, 200 for what has none, once `load` has fired.

        `initiator` is the document that wants it, None for the caller of the browser. Raises `NavigationError`.
        """
        self.stop_fetching()
        # navigate 21.1
        self._fire_beforeunload()
        # https://html.spec.whatwg.org/multipage/browsing-the-web.html#attempt-to-populate-the-history-entry's-document
        if _comes_from_no_request(url):
            # 4.1
            markup = (self._markup or "") if url.startswith("about:srcdoc") else ""
            params = self._create_navigation_params_from_markup(markup, url)
        else:
            # 4.2
            params = await self._create_navigation_params_by_fetching(url, initiator, body, content_type)
        # 5.6
        await self._load(params)
        return params.status

    async def load_markup(self, markup: str, url: str) -> None:
        """Loads markup as if it had come from `url`; returns once `load` has fired."""
        self.stop_fetching()
        # navigate 21.1
        self._fire_beforeunload()
        await self._load(self._create_navigation_params_from_markup(markup, url))

    async def reload(self) -> int:
        """Loads the document's URL again, or the markup that it was made from. Returns and raises what `load_url`
        does."""
        document = self._frame.active_document
        url = document.url if document is not None else "about:blank"
        if self._markup is None:
            return await self.load_url(url)
        self._replaces_entry = True
        await self.load_markup(self._markup, url)
        return 200

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#checking-if-unloading-is-user-canceled
    def _fire_beforeunload(self) -> None:
        """Asks the documents that go whether they want to stay. AD-HOC: the embedder's handler hears of the prompt, and
        the navigation goes on whatever it answers, as on Chromium."""
        if self._frame.active_document is not None:
            fire_beforeunload(self._frame.active_document)

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#create-navigation-params-from-a-srcdoc-resource
    def _create_navigation_params_from_markup(self, markup: str, url: str) -> NavigationParams:
        # 3., 7.
        return NavigationParams(url, self._determine_origin(url), markup)

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#create-navigation-params-by-fetching
    async def _create_navigation_params_by_fetching(
        self, url: str, initiator: Document | None, body: bytes | None, content_type: str
    ) -> NavigationParams:
        """Raises `NavigationError`. The fetcher follows redirects, so step 19 is done once."""
        # 3., 4., 8.
        request = Request(
            url=url,
            method="GET" if body is None else "POST",
            body=body,
            headers=Headers([("Content-Type", content_type)] if body is not None else []),
            mode="navigate",
            destination="document" if self._frame.parent is None else "iframe",
            origin=initiator.origin if initiator is not None else None,
            referrer=initiator.url if initiator is not None else "",
            referrer_policy=initiator.referrer_policy if initiator is not None else "",
            blob=self._blob[1] if self._blob is not None and self._blob[0] == url else None,
        )
        self._fetching = asyncio.current_task()
        # 19.
        try:
            response = await self._page.fetch(request)
        except NetworkError as error:
            # 21.
            raise NavigationError(str(error)) from error
        # 19.11, 25.
        origin = self._determine_origin(response.url)
        return NavigationParams(
            response.url, origin, response, referrer_header(response.request) or "", response.status
        )

    async def _load(self, params: NavigationParams) -> None:
        """Loads a document up to its `load` event."""
        document = self._load_a_document(params)
        if document is None:
            return
        try:
            await DocumentLoader(document, lambda: _text_of(params.resource, document.encoding)).run()
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not document.closed or (task is not None and task.cancelling()):
                raise

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#loading-a-document
    def _load_a_document(self, params: NavigationParams) -> Document | None:
        """The document that is now the frame's, and has yet to run; None when a script that heard of the unloading took
        the frame away. Raises `NavigationError` for what cannot be shown."""
        response = params.resource
        if isinstance(response, str):
            return self._load_html_document(params, response)
        # 1.
        essence = response.mime_type.essence
        # 2.
        if essence == "text/html":
            return self._load_html_document(params, response)
        if response.mime_type.is_xml():
            return self._load_xml_document(params, response)
        if essence.startswith(_SHOWN_AS_TEXT) or essence.endswith("+json"):
            return self._load_text_document(params, response)
        if essence.startswith(("audio/", "video/")):
            return self._load_media_document(params, essence.split("/")[0])
        # 5.
        raise NavigationError(f"{params.url} is {essence}, which is not a document; give an HTML page")

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#navigate-html
    def _load_html_document(self, params: NavigationParams, resource: Response | str) -> Document | None:
        scripting = not self._frame.is_sandboxed("scripts")
        if isinstance(resource, str):
            return self._create_and_initialize(params, _parse(resource, scripting=scripting))
        container = self._frame.container_document
        inherited = container.encoding if container is not None and container.origin == params.origin else None
        encoding = document_encoding(resource.body, resource.headers, resource.url, inherited)
        return self._create_and_initialize(params, _parse(resource.body, encoding=encoding, scripting=scripting))

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#read-xml
    def _load_xml_document(self, params: NavigationParams, response: Response) -> Document | None:
        xml = read_xml(decode_xml(response.body, response.headers))
        if xml.error is not None:
            self._page.report_console("error", f"This is not well-formed XML: {xml.error}", params.url)
        document = self._create_and_initialize(params, xml.document)
        if document is not None:
            xml.enter(document.tree, response.mime_type.essence, params.url)
            document.tree.encoding = xml_encoding(response.body, response.headers)
        return document

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#navigate-text
    def _load_text_document(self, params: NavigationParams, response: Response) -> Document | None:
        # 4.
        encoding = encoding_of_mark(response.body) or encoding_of_headers(response.headers) or "UTF-8"
        parsed = turbohtml.parse(b"<html><head></head><body><pre></pre></body></html>", encoding=encoding)
        pre = parsed.find("pre")
        assert pre is not None
        # newlines as the tokenizer has them: https://html.spec.whatwg.org/#preprocessing-the-input-stream
        text = decode(response.body, encoding)
        pre.set_text(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"))
        document = self._create_and_initialize(params, parsed)
        if document is not None:
            info = DocumentInfo(content_type=response.mime_type.essence, url=params.url)
            document.tree.documents[document.tree.document] = info
        return document

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#navigate-media
    def _load_media_document(self, params: NavigationParams, tag: str) -> Document | None:
        parsed = turbohtml.parse(f"<html><head></head><body><{tag} controls autoplay></{tag}></body></html>")
        media = parsed.find(tag)
        assert media is not None
        media.attrs["src"] = params.url
        return self._create_and_initialize(params, parsed)

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#initialise-the-document-object
    def _create_and_initialize(self, params: NavigationParams, parsed: turbohtml.Document) -> Document | None:
        """Puts a document in the place of the frame's. None: see `_load_a_document`."""
        self._markup = params.resource if isinstance(params.resource, str) else None
        if self._fetching is asyncio.current_task():
            self._fetching = None
        frame = self._frame
        document = frame.active_document
        if document is not None and document.is_initial:
            # navigate 12.
            self._replaces_entry = True
        if document is not None and document.can_share_window(params.url, params.origin):
            # 6.
            frame.detach_children()
            document.replace_initial(parsed, params.url)
            if document.closed and not frame.detached:
                document = self._create_document(params, parsed)
        else:
            document = self._create_document(params, parsed)
        if document is None or frame.detached:
            return None
        # 2., 9.
        response = params.resource
        header = "" if isinstance(response, str) else ", ".join(response.headers.get_all("permissions-policy"))
        document.policy = frame.permissions_policy(params.origin, header)
        document.referrer_policy_of_response = "" if isinstance(response, str) else policy_of_headers(response.headers)
        # 10., 12.
        frame.active_document = document
        document.tree.referrer = params.referrer
        self.status = params.status
        self.commits += 1
        self._finalize(params.url)
        return document

    def _create_document(self, params: NavigationParams, parsed: turbohtml.Document) -> Document | None:
        """A document with a Window of its own, once the one before is unloaded. None: see `_load_a_document`."""
        frame = self._frame
        left = frame.active_document.realm if frame.active_document is not None else None
        before = left.keep_window() if left is not None else None
        try:
            frame.close_document()
            if frame.detached:
                return None
            # 7., 9.
            document = create_document(frame, self._page, parsed, params.url, params.origin, before)
            if left is not None and before is not None:
                left.runtime.leave_window(frame.number, before, document.realm)
            return document
        finally:
            if before is not None:
                before.drop()

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#finalize-a-cross-document-navigation
    def _finalize(self, url: str) -> None:
        # 5., 9., 10.
        self._frame.history.commit(url, object(), replace=self._replaces_entry)
        self._replaces_entry = False

    # https://html.spec.whatwg.org/multipage/iframe-embed-object.html#iframe-load-event-steps
    def fire_load_at_iframe(self) -> None:
        """The end of "completely finish loading" for a document in an iframe."""
        container, element = self._frame.container_document, self._frame.element
        if container is not None and element is not None and container.frame_of(element) is self._frame:
            # 6.
            container.fire(element, "load")

    # https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin
    def _determine_origin(self, url: str) -> urls.Origin:
        frame = self._frame
        creator = frame.container_document
        if creator is None and frame.parent is None and frame.opener is not None:
            creator = frame.opener.active_document
        # 2. to 5.
        origin = creator.origin if _comes_from_no_request(url) and creator is not None else urls.origin(url)
        # 1.
        return frame.sandboxed_origin(origin, url)

    # the initial about:blank ------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/document-sequences.html#creating-a-new-browsing-context
    def create_initial_document(self, origin: urls.Origin) -> None:
        """The empty document that a new frame has before anything is loaded into it."""
        parsed = turbohtml.parse("<html><head></head><body></body></html>")
        document = create_document(self._frame, self._page, parsed, "about:blank", origin)
        document.policy = self._frame.permissions_policy(origin, "")
        document.is_initial = True
        document.load_event.fired = True
        document.tree.ready_state = "complete"
        DocumentLoader(document).attach_to_initial()
        self._frame.active_document = document
        self._finalize("about:blank")

    def keep_initial_document(self, url: str) -> None:
        """Makes `url`, which matches about:blank, the URL of the initial about:blank: nothing is loaded."""
        document, entry = self._frame.active_document, self._frame.history.current
        assert document is not None
        assert entry is not None
        document.realm.url = entry.url = url


def _parse(markup: str | bytes, *, scripting: bool, encoding: str | None = None) -> turbohtml.Document:
    """The nodes of markup. The tree makes the shadow roots that it declares, for turbohtml hides closed ones."""
    return turbohtml.parse(markup, encoding=encoding, scripting=scripting, allow_declarative_shadow_roots=False)


def _text_of(resource: Response | str, encoding: str) -> str:
    """The markup of a document."""
    return resource if isinstance(resource, str) else decode(resource.body, encoding)


def _comes_from_no_request(url: str) -> bool:
    """True for about:blank and about:srcdoc: such a document has the origin of the one that made it."""
    return urls.matches_about_blank(url) or urls.without_fragment(url) == "about:srcdoc"
