"""One document of a page with its global object; and the frame, the page and the browser around it, as it sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import unquote

import turbohtml
from turbohtml import Element, Node

from shim.api.events import PageError
from shim.audio.sounds import Sound
from shim.css.viewport import Viewport
from shim.device.device import Device
from shim.dom.tree import Tree
from shim.engine.event_loop import EventLoop
from shim.engine.memory import MemoryAccount
from shim.engine.realm import Realm, ScriptError
from shim.engine.runtime import Runtime
from shim.html.document_operations import HtmlOperations, elements_named
from shim.html.module_scripts import ModuleScript, ModuleScripts
from shim.html.tree import first_with_id
from shim.media.capture.capture import Capture
from shim.media.element.element_operations import MediaOperations
from shim.media.streams.streams import Streams
from shim.media.webrtc.peer_operations import PeerOperations
from shim.media.webrtc.peers import Peers
from shim.net import url as urls
from shim.net.fetcher import Fetcher, Scope
from shim.net.messages import Request, Response
from shim.net.permissions_policy import PermissionsPolicy
from shim.net.referrer import policy_of_meta
from shim.resources import expression
from shim.web.blobs import BlobStore
from shim.web.clipboard_operations import Clipboard
from shim.web.context import ConsoleMessage, WebContext
from shim.web.databases import DatabaseHub
from shim.web.fetch_operations import FetchOperations
from shim.web.lock_operations import LockHub
from shim.web.message_channels import ChannelHub
from shim.web.session_history import SessionHistory
from shim.web.storage_operations import StorageHub

from .audio_session import DocumentSession
from .blocking_sheets import BlockingSheets
from .evaluation import Evaluations
from .load_event import LoadEvent
from .worker_kind import StartedWorker, StartsWorkers, WorkerKind

_ELEMENT_GESTURE = 1.0
"""Seconds for which a gesture lets an element play: it goes with timers of up to a second in WebKit."""
_CONTEXT_GESTURE = 5.0
"""Seconds for which it lets a context start: WebKit's transient activation."""
MOST_FRAMES = 256
"""Frames of one page, with its own: each is a realm of its own."""


class DocumentFrame(Protocol):
    """A frame as documents see it: their own, and those around it and in it. HTML calls it a navigable."""

    number: int
    name: str
    opener: DocumentFrame | None
    history: SessionHistory
    detached: bool
    is_closing: bool
    active_document: Document | None

    @property
    def page(self) -> DocumentPage: ...
    @property
    def navigation(self) -> FrameNavigation: ...
    @property
    def viewport(self) -> Viewport: ...
    @property
    def element(self) -> Element | None:
        """The iframe that it is in."""

    @property
    def parent(self) -> DocumentFrame | None: ...
    @property
    def container_document(self) -> Document | None:
        """The document that the iframe is in."""

    @property
    def child_frames(self) -> Sequence[DocumentFrame]: ...
    def child(self, key: str) -> DocumentFrame | None: ...
    def add_child(self, element: Element) -> DocumentFrame: ...
    def choose_navigable(self, target: str) -> DocumentFrame | None: ...
    def is_sandboxed(self, what: str) -> bool: ...
    def process_iframe_attributes(self, *, initially: bool = False) -> None: ...
    def close_by_script(self) -> None: ...
    def crash(self) -> None: ...
    def detach(self) -> None: ...


class FrameNavigation(Protocol):
    """Ways in which a document sends a frame elsewhere. See `Navigation`."""

    def navigate(
        self,
        url: str,
        *,
        initiator: Document | None = None,
        replace: bool = False,
        body: bytes | None = None,
        content_type: str = "",
    ) -> None: ...
    def reload_by_script(self) -> None: ...
    def create_initial_document(self, origin: urls.Origin) -> None: ...
    def keep_initial_document(self, url: str) -> None: ...
    def fire_load_at_iframe(self) -> None: ...

    @property
    def is_fetching(self) -> bool:
        """True while a navigation waits for its response."""
        ...

    def stop_fetching(self) -> None: ...


class DocumentPage(Protocol):
    """The page that a document is in: its rules for the network, its user, and whom it reports to."""

    name: str
    closed: bool
    user_activated: bool
    init_scripts: list[str]
    account: MemoryAccount
    viewport: Viewport
    group: object

    @property
    def workers(self) -> StartsWorkers: ...

    def answer_dialog(self, kind: str, message: str, text: str) -> str | None: ...

    @property
    def browser(self) -> DocumentBrowser: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def frames(self) -> Sequence[DocumentFrame]: ...
    @property
    def has_transient_activation(self) -> bool: ...
    @property
    def visibility(self) -> str: ...
    def activate(self) -> None: ...
    def may_autoplay(self, seconds: float) -> bool: ...
    async def fetch(self, request: Request) -> Response: ...
    def open_popup(self) -> DocumentFrame | None: ...
    async def close(self) -> None: ...
    def report_console(self, type_: str, text: str, url: str = "", line: int = 0) -> None: ...
    def report_console_call(self, message: ConsoleMessage) -> None: ...
    def report_error(self, error: PageError) -> None: ...
    def report_missing(self, name: str, is_use: bool = True) -> None: ...


class DocumentBrowser(Protocol):
    """The browser that a document is in: what all pages share."""

    @property
    def loop(self) -> EventLoop: ...
    @property
    def device(self) -> Device: ...
    @property
    def fetcher(self) -> Fetcher: ...
    @property
    def blobs(self) -> BlobStore: ...
    @property
    def storage(self) -> StorageHub: ...
    @property
    def channels(self) -> ChannelHub: ...
    @property
    def databases(self) -> DatabaseHub: ...
    @property
    def locks(self) -> LockHub: ...
    @property
    def clipboard(self) -> Clipboard: ...
    @property
    def capture(self) -> Capture: ...
    @property
    def streams(self) -> Streams: ...
    @property
    def peers(self) -> Peers: ...
    @property
    def shared_workers(self) -> dict[WorkerKind, StartedWorker]: ...
    @property
    def autoplay(self) -> str: ...
    @property
    def script_timeout(self) -> float: ...
    @property
    def has_managed_media(self) -> bool: ...
    @property
    def pages(self) -> Sequence[DocumentPage]: ...
    @property
    def frames(self) -> Mapping[int, DocumentFrame]:
        """Every frame, by its number."""

    @property
    def documents(self) -> Documents: ...


class Documents(Protocol):
    """Every document of the browser, by the id of its session. See `DocumentRegistry`."""

    def add(self, document: Document) -> None: ...
    def retire(self, document: Document) -> None: ...
    def forget(self, document: Document) -> None: ...
    def find(self, runtime: Runtime, number: int) -> Document | None: ...
    def realm_near(self, page: DocumentPage, origin: urls.Origin) -> Realm | None: ...


class Document:
    """Made by `create_document` for each navigation, but for the first of a frame that stays in the origin of the
    initial about:blank: that one takes over its Window. Closed when the next one begins."""

    realm: Realm
    session: DocumentSession
    evaluations: Evaluations
    context: WebContext
    modules: ModuleScripts

    def __init__(self, frame: DocumentFrame, page: DocumentPage, tree: Tree, origin: urls.Origin) -> None:
        """`create_document` adds what is made after the document: its realm and what hangs on that."""
        self.frame = frame
        self.page = page
        self.browser = page.browser
        self.tree = tree
        self.origin = origin
        self.policy = PermissionsPolicy(origin)
        self.referrer_policy_of_response = ""
        self.load_event = LoadEvent()
        self.blocking_sheets = BlockingSheets()
        self.image_loads: set[asyncio.Task[None]] = set()
        self.closed = False
        self.is_initial = False
        """https://html.spec.whatwg.org/#is-initial-about:blank"""
        self.unload_counter = 0
        """https://html.spec.whatwg.org/#unload-counter"""
        self._is_unloading = False
        self._heard_at, self._is_heard = -1, False
        """The `script_entries` of the last look for listeners of window and document; True if there were any."""
        self._is_frozen = False
        self._has_locators = False
        self._child_frames: dict[Element, DocumentFrame] = {}

    @property
    def session_id(self) -> int:
        """The id of its audio session. Other documents know its realm by it."""
        return self.session.id

    @property
    def url(self) -> str:
        """The document's URL, which `history.pushState` may change."""
        return self.realm.url

    @property
    def base_url(self) -> str:
        """https://html.spec.whatwg.org/multipage/urls-and-fetching.html#document-base-url"""
        operations: HtmlOperations = self.realm.provider(HtmlOperations)
        return operations.base_url()

    @property
    def fallback_base_url(self) -> str:
        """https://html.spec.whatwg.org/multipage/urls-and-fetching.html#fallback-base-url"""
        container = self.frame.container_document
        return container.base_url if container is not None and self.url.startswith("about:") else self.url

    @property
    def referrer_policy(self) -> str:
        """The policy of the last `<meta name="referrer">`, of the response or, for a document that has none, of the one
        around it. https://html.spec.whatwg.org/multipage/browsers.html#concept-policy-container-referrer-policy

        AD-HOC: elements are asked when it is needed, so one that has gone leaves nothing behind.
        """
        for meta in reversed(self.tree.document.select('meta[name="referrer" i][content]')):
            if policy := policy_of_meta(meta.attr("content") or ""):
                return policy
        container = self.frame.container_document if self.url.startswith("about:") else None
        return self.referrer_policy_of_response or (container.referrer_policy if container is not None else "")

    def resolve(self, url: str) -> str | None:
        """`url` made absolute against the document's base URL, None when it does not parse."""
        try:
            return urls.join(self.base_url, url)
        except ValueError:
            return None

    @property
    def encoding(self) -> str:
        return self.tree.encoding

    def report_error(self, error: ScriptError) -> None:
        """An error that no script caught."""
        message = error.message
        if not message.startswith("Uncaught (in promise)"):
            message = message.removeprefix("Uncaught ")
        self.page.report_error(PageError(message, error.url, error.line, error.column, error.stack))

    def is_allowed_to_use(self, feature: str) -> bool:
        """https://html.spec.whatwg.org/multipage/iframe-embed-object.html#allowed-to-use"""
        return self.policy.allows(feature)

    # media: see `MediaDocument` ---------------------------------------------------------------------------------------

    @property
    def streams(self) -> Streams:
        return self.browser.streams

    @property
    def autoplay_allowed(self) -> bool:
        return self._may_start(_ELEMENT_GESTURE)

    @property
    def contexts_allowed(self) -> bool:
        return self._may_start(_CONTEXT_GESTURE) or self.captures

    @property
    def captures(self) -> bool:
        if self.closed or self.browser.autoplay != "user-gesture-per-element":
            return False
        return self.browser.device.captures(self.session_id)

    def _may_start(self, seconds: float) -> bool:
        is_free = self.browser.autoplay == "allow" or self.policy.allows("autoplay")
        return is_free and self.page.may_autoplay(seconds)

    async def fetch(self, request: Request) -> Response:
        """Fetches under the rules of the page, and by the document's referrer policy unless the request has its own.
        Raises `NetworkError`."""
        if not request.referrer_policy:
            request = replace(request, referrer_policy=self.referrer_policy)
        return await self.page.fetch(request)

    def delay_load(self, delaying: bool) -> None:
        if not self.realm.freed:
            self.load_event.delay(delaying)

    def add_sound(self, sound: Sound) -> None:
        if not self.closed:
            self.browser.device.sounds.add(self.session_id, sound)

    def remove_sound(self, sound: Sound) -> None:
        self.browser.device.sounds.remove(self.session_id, sound)

    # frames -----------------------------------------------------------------------------------------------------------

    def frame_of(self, element: Element) -> DocumentFrame | None:
        """The frame in an iframe element."""
        frame = self._child_frames.get(element)
        return frame if frame is not None and not frame.detached else None

    def has_named(self, name: str) -> bool:
        """True when a frame or an element goes by that name on the global object."""
        return self.frame.child(name) is not None or bool(elements_named(self.tree, name))

    def iframe_inserted(self, element: Element) -> None:
        is_shown = not self.closed and self.tree.document_of(element) is self.tree.document
        if is_shown and element not in self._child_frames:
            if len(self.page.frames) >= MOST_FRAMES:
                self.page.report_console(
                    "error", f"an iframe stays empty: a page has {MOST_FRAMES} frames at the most", self.url
                )
                return
            # attributes are watched only once there is a frame: watching any makes setting every attribute slower
            self.tree.changed["iframe", "src"] = self.tree.changed["iframe", "srcdoc"] = self._iframe_changed
            frame = self._child_frames[element] = self.frame.add_child(element)
            frame.process_iframe_attributes(initially=True)

    def _iframe_changed(self, element: Element, _: str | None) -> None:
        if frame := self._child_frames.get(element):
            frame.process_iframe_attributes()

    def iframe_removed(self, element: Element) -> None:
        frame = self._child_frames.pop(element, None)
        if frame is not None:
            frame.detach()

    def need_locators(self) -> None:
        """Puts js/locators into the realm, if that was not done yet."""
        if not self._has_locators and not self.realm.closed:
            self._has_locators = True
            self.realm.run_platform_script(expression("locators/answers.js", "locators"))
            self.realm.call("attachLocators")

    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#target-element; AD-HOC: that of the URL as it is now
    def target_elements(self, root: Node) -> list[Element]:
        """The elements below `root` that the fragment of the URL names: one, or none."""
        name = unquote(urls.parse(self.url).hash.removeprefix("#"))
        found = first_with_id(self.tree.document, name) if name and root is self.tree.document else None
        return [] if found is None else [found]

    # running ----------------------------------------------------------------------------------------------------------

    def spawn(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs work of this document in the background; it is cancelled when the document goes."""
        return self.realm.loop.spawn(coroutine, self.realm)

    def elements_parsed(self, root: Node) -> None:
        """Elements came into the document from the parser."""
        hooks = {tag: hook for tag, hook in self.tree.inserted.items() if tag != "script"}
        self.blocking_sheets.is_parsing = True
        self.tree.notify(hooks, root)
        self.blocking_sheets.is_parsing = False
        if self.tree.custom_notes:
            self.realm.call("flushParsed")

    def body_inserted(self, body: Element) -> None:
        """Gives the window the handlers of `<body>`; those of other elements wait until an event or script comes by.
        https://html.spec.whatwg.org/multipage/webappapis.html#determining-the-target-of-an-event-handler"""
        if any(name.startswith("on") for name in body.attrs):
            self.realm.call("wrap", self.tree.id(body))

    def set_visibility(self, state: str) -> None:
        """`visible` or `hidden`. https://html.spec.whatwg.org/multipage/interaction.html#page-visibility"""
        if state != self.tree.visibility_state:
            self.tree.visibility_state = state
            self.realm.call("setVisibility", state)
            self.realm.checkpoint()

    # AD-HOC: its tasks go on.
    def set_frozen(self, frozen: bool) -> None:
        """https://wicg.github.io/page-lifecycle/#freeze-steps, or resume"""
        if frozen != self._is_frozen:
            self._is_frozen = frozen
            self.fire_at_document("freeze" if frozen else "resume")

    def set_ready_state(self, state: str) -> None:
        """https://html.spec.whatwg.org/multipage/dom.html#update-the-current-document-readiness"""
        before, self.tree.ready_state = self.tree.ready_state, state
        if before != state and state != "loading":
            self.fire_at_document("readystatechange")

    def fire(self, element: Element, type_: str) -> None:
        """Fires a simple trusted event at an element, now."""
        self.realm.call("fireAt", self.tree.id(element), type_, False, False)
        self.realm.checkpoint()

    def queue_event(self, element: Element, type_: str) -> None:
        """Queues a task that fires a simple trusted event at an element."""
        self.realm.loop.queue_task(lambda: self.fire(element, type_), self.realm)

    def has_listeners(self) -> bool:
        """True when anything listens to the window or the document."""
        realm = self.realm
        if self._heard_at != realm.script_entries:
            self._is_heard = realm.call("hasListeners") is not False
            # OPTIMIZATION: the answer holds until script runs; script that is under way may change it at any time
            self._heard_at = realm.script_entries if realm.runtime.depth == 0 else -1
        return self._is_heard

    def fire_at_document(self, type_: str, *, bubbles: bool = False) -> None:
        self.realm.call("fireAtDocument", type_, bubbles)
        self.realm.checkpoint()

    def fire_at_window(self, type_: str) -> None:
        self.realm.call("fireAtWindow", type_)
        self.realm.checkpoint()

    # https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element step 6
    def run_script(self, script: Element, source: str, url: str, line: int) -> None:
        """Runs a classic script of an element."""
        before = self.tree.current_script
        self.tree.current_script = script
        try:
            self.realm.run_script(source, url, line)
        finally:
            self.tree.current_script = before

    def run_module(self, script: ModuleScript) -> None:
        """Runs a module script."""
        before = self.tree.current_script
        self.tree.current_script = None
        try:
            self.modules.run(script)
        finally:
            self.tree.current_script = before

    def forces_async(self, script: Element) -> bool:
        """https://html.spec.whatwg.org/multipage/scripting.html#script-force-async: unless script set `async` to
        false."""
        operations: HtmlOperations = self.realm.provider(HtmlOperations)
        return "async" in script.attrs or operations.force_async(self.tree.id(script))

    def set_parser_inserted(self, script: Element) -> None:
        """Says that the parser has made a script, though turbohtml has not."""
        operations: HtmlOperations = self.realm.provider(HtmlOperations)
        operations.clear_force_async(self.tree.id(script))

    # the initial about:blank gives way to another document ------------------------------------------------------------

    def document_opened(self) -> None:
        """https://html.spec.whatwg.org/#document-open-steps"""
        self.is_initial = False

    def can_share_window(self, url: str, origin: urls.Origin) -> bool:
        """True when a document of that URL and origin takes over this one's Window, and with it all that script has put
        on it. https://html.spec.whatwg.org/#initialise-the-document-object step 6

        AD-HOC: not when there has been media in it, for a new document begins with an audio session of its own; nor
        while the embedder waits for what it evaluates, which ends with the window.
        """
        return (
            self.is_initial
            and origin == self.origin
            and is_secure_context(url, origin, self.frame.container_document) == self.realm.secure
            and not self.session.is_attached
            and not self.realm.has_made(MediaOperations, PeerOperations)
            and not self.evaluations
        )

    def replace_initial(self, parsed: turbohtml.Document, url: str) -> None:
        """Puts another document, which has yet to be loaded, in the place of the initial about:blank. The realm, the
        tree and what listens to the window stay."""
        has_run = self.realm.has_run
        if has_run:
            # the page of the initial document was never shown, so `unload` is the only event that it gets
            self.fire_at_window("unload")
        if self.closed:
            return
        self.load_event.abort()
        self.load_event = LoadEvent()
        self.blocking_sheets.abort()
        self.blocking_sheets = BlockingSheets()
        self.modules = self.modules.renewed()
        self.is_initial = False
        self.realm.loop.drop(self.realm)
        self._child_frames.clear()
        number = self.tree.replace_document(parsed)
        self.realm.url = url
        if has_run:
            self.realm.call("documentReplaced", number)
        self.browser.device.rename_document(self.session_id, url)

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#nav-stop
    def stop_loading(self) -> None:
        """Ends a navigation that waits for its response, and what script and images have asked the network for.
        AD-HOC: style sheets and scripts go on loading when script stops a document."""
        self.frame.navigation.stop_fetching()
        if self.realm.has_made(FetchOperations):
            self.realm.provider(FetchOperations).abort_all()
        for task in list(self.image_loads):
            task.cancel()

    # https://html.spec.whatwg.org/multipage/nav-history-apis.html#url-and-history-update-steps
    def take_url(self, url: str) -> None:
        """The document goes by another URL, its session history entry too."""
        self.realm.url = url
        if (entry := self.frame.history.current) is not None:
            entry.url = url
        self.browser.device.rename_document(self.session_id, url)

    def crash(self) -> None:
        """Its scripts were stopped for good: nothing is left of it, and its frame is empty."""
        if not self.closed and self.frame.active_document is self:
            self.frame.crash()

    # the end ----------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Unloads the document and frees everything that it holds."""
        if self.closed or self._is_unloading:
            return
        self._unload()
        self.closed = True
        self.evaluations.close()
        self.load_event.abort()
        self.blocking_sheets.abort()
        self.browser.device.remove_document(self.session_id)
        self.tree.is_shown = False
        self.tree.on_write, self.tree.on_open, self.tree.on_close = lambda text: None, None, None
        self.realm.retire()
        self.page.workers.end_of(self.realm)
        self.browser.device.sounds.remove_all(self.session_id)
        self.browser.documents.retire(self)
        self.realm.on_freed = self._let_go
        self.realm.close()

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#unload-a-document
    def _unload(self) -> None:
        self._is_unloading = True
        self.unload_counter += 1
        if not self.load_event.fired:
            return
        is_heard = self.has_listeners()
        call = self.realm.call
        if is_heard:
            call("fireAtWindow", "pagehide")
        self.tree.visibility_state = "hidden"
        if is_heard:
            call("fireAtDocument", "visibilitychange", True)
            call("fireAtWindow", "unload")
            self.realm.checkpoint()

    def _let_go(self) -> None:
        """Lets go of what leads back here, so that all of a document goes at once."""
        self.browser.documents.forget(self)
        self.tree.let_go()
        del self.context, self.modules


def is_secure_context(url: str, origin: urls.Origin, container: Document | None) -> bool:
    """https://html.spec.whatwg.org/#secure-contexts"""
    inherits = url.startswith("about:") and not origin.is_opaque
    return urls.is_potentially_trustworthy(str(origin) if inherits else url) and (
        container is None or container.realm.secure
    )


# https://html.spec.whatwg.org/multipage/browsing-the-web.html#steps-to-fire-beforeunload
def fire_beforeunload(document: Document) -> None:
    """Fires `beforeunload` at a document and those in its frames. One that the user has acted on and that asks to stay
    is a dialog for the embedder, whatever it answers."""
    page = document.page
    # 2.
    document.unload_counter += 1
    try:
        # 4.
        is_heard = document.has_listeners() and not document.closed
        asks_to_stay = is_heard and document.realm.call("beforeUnload")
        # INTEROP: script cannot open a document either while those in its frames are asked whether they may go
        for child in list(document.frame.child_frames):
            if child.active_document is not None:
                fire_beforeunload(child.active_document)
    finally:
        # 6.
        document.unload_counter -= 1
    # 5.
    if asks_to_stay and page.user_activated and not document.frame.is_sandboxed("modals"):
        page.report_console("dialog", "beforeunload: ", document.url)
        page.answer_dialog("beforeunload", "", "")
