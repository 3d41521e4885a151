"""One document of a page: its tree, its realm, its audio session, and the providers that join them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import turbohtml
from turbohtml import Element, Node

from shim.api.events import PageError
from shim.api.values import decode_value, encode_value
from shim.audio.sounds import Sound
from shim.dom.tree import Tree
from shim.engine.providers import Providers, Table
from shim.engine.realm import Realm, ScriptError
from shim.engine.timer_operations import TimerOperations
from shim.errors import EvaluationError
from shim.html.document_operations import HtmlOperations, elements_named
from shim.html.environment_operations import Environment, EnvironmentOperations
from shim.html.hook_operations import watch_html
from shim.html.providers import document_providers
from shim.media.capture.capture_operations import CaptureOperations, capture_providers
from shim.media.element.element_operations import MediaOperations, watch_media
from shim.media.speech.speech_operations import SpeechOperations
from shim.media.streams.streams import Streams
from shim.media.webaudio.webaudio_operations import WebAudioOperations
from shim.media.webaudio.worklet_operations import WorkletOperations
from shim.media.webrtc.peer_operations import PeerOperations
from shim.net import url as urls
from shim.net.messages import Request, Response
from shim.polyfill.assembly import Part, part_source
from shim.session import ElementKind, RemoteSessionError
from shim.web.context import WebContext
from shim.web.cookies import DocumentCookies
from shim.web.providers import attach_document, web_providers

from .adoption_operations import AdoptionOperations
from .frame_operations import FrameOperations
from .loader import DocumentLoader
from .navigation_operations import NavigationOperations, load_stylesheet
from .window_operations import WindowOperations
from .worklet import DocumentWorklets

if TYPE_CHECKING:
    from .frame import Frame

POLYFILL_TRIGGERS = {("Navigator", "audioSession"), ("Navigator", ""), ("", "AudioSession")}
"""What attaches the polyfill to a document: the first use of a name, or that all names of an interface are wanted."""
WATCHED = {
    "HTMLMediaElement": Part.MEDIA_ELEMENT,
    "AudioContext": Part.AUDIO_CONTEXT,
    "MediaDevices": Part.CAPTURE,
    "SpeechSynthesis": Part.SPEECH,
    "MediaSession": Part.MEDIA_SESSION,
}
"""Interfaces whose objects are elements of the session, and the polyfill's part for each, loaded on its first use."""

_ELEMENT_GESTURE = 1.0
"""Seconds for which a gesture lets an element play: it goes with timers of up to a second in WebKit."""
_CONTEXT_GESTURE = 5.0
"""Seconds for which it lets a context start: WebKit's transient activation."""
_WATCHED_NAMES = frozenset(WATCHED)


class Window:
    """A document with its global object. Made by a frame for each navigation, but that the initial about:blank leaves
    its own to a document of its origin; closed when the next one begins."""

    def __init__(self, frame: Frame, document: turbohtml.Document, url: str, origin: urls.Origin) -> None:
        page = frame.page
        browser = page.browser
        self.frame = frame
        self.origin = origin
        self.tree = Tree(document)
        self.closed = False
        self.reaches = False
        """Whether it has had to do with other documents' objects or windows."""
        self._unloading = False
        self.is_initial = False
        """https://html.spec.whatwg.org/#is-initial-about:blank"""
        self.loader = DocumentLoader(self)
        self._polyfilled = False
        self._evaluations: dict[int, Callable[[bool, str], None]] = {}
        self.context = context = WebContext(
            fetcher=browser.fetcher,
            scope=page.scope,
            origin=origin,
            blobs=browser.blobs,
            storage=browser.storage,
            channels=browser.channels,
            history=frame.history,
            tab=page,
            on_console=page.hear_console,
            navigate=lambda target, replace: (
                None if self.closed else frame.navigate(target, replace=replace, asker=self)
            ),
            reload=lambda: None if self.closed else frame.reload_soon(),
            base_url=lambda: self.base_url,
        )
        outer_window = frame.parent.window if frame.parent is not None else None
        outer = outer_window.session_id if outer_window is not None else None
        self.session_id: int = browser.device.add_document(self, outer, tab_name=page.name, url=url)
        self.tree.visibility_state = page.visibility
        self._is_frozen = False
        self.realm: Realm = Realm(
            browser.loop,
            Providers((_TABLE, self))
            | capture_providers(browser.capture, str(origin))
            | document_providers(self.tree)
            | web_providers(context)
            | Providers((_OVER, self)),
            url=url,
            secure=self._is_secure(url, origin),
            script_timeout=browser.script_timeout,
            has_named=self._has_named,
            is_scripted=document.find("script") is not None,
            on_error=self._report_error,
            on_missing=page.report_missing,
        )
        self._child_frames: dict[Element, Frame] = {}
        self.tree.inserted["iframe"] = self._iframe_inserted
        self.tree.removed["iframe"] = self._iframe_removed
        self.tree.fallback_base_url = lambda: self.fallback_base_url
        self.tree.inserted["link"] = self._link_inserted
        self.realm.on_unknown = self._on_unknown
        self.realm.watched = _WATCHED_NAMES
        self.realm.on_used = self._watch
        watch_media(self)
        attach_document(context, self.realm)
        cookies = DocumentCookies(context, self.realm)
        self.tree.read_cookies, self.tree.write_cookie = cookies.read, cookies.write
        frame.history.commit(url, object(), replace=frame.replaces_entry)
        frame.replaces_entry = False
        watch_html(self.realm, self.tree)
        browser.windows[self.session_id] = self

    # errors -----------------------------------------------------------------------------------------------------------

    def _report_error(self, error: ScriptError) -> None:
        message = error.message
        if not message.startswith("Uncaught (in promise)"):
            message = message.removeprefix("Uncaught ")
        self.frame.page.report_error(PageError(message, error.url, error.line, error.column, error.stack))

    # the audio session ------------------------------------------------------------------------------------------------

    def _on_unknown(self, interface: str, key: str) -> None:
        if (interface, key) in POLYFILL_TRIGGERS:
            self._attach_polyfill()

    def _attach_polyfill(self) -> None:
        """Runs `js/polyfill` in the document, once, with the in-process link at its other end."""
        if not self._polyfilled and not self.closed:
            self._polyfilled = True
            self.realm.run_platform_script(part_source(Part.DOCUMENT))
            self.realm.call("attachPolyfill")
            self.realm.run_platform_script(part_source(Part.DEVICE))
            self.realm.call("watchPart")

    def _watch(self, interface: str) -> None:
        # What these hear of is made on its first call otherwise, and a listener alone makes none.
        if interface == "HTMLMediaElement":
            self.realm.provider(MediaOperations)
        elif interface == "MediaDevices":
            self.realm.provider(CaptureOperations)
        self._attach_polyfill()
        self.realm.run_platform_script(part_source(WATCHED[interface]))
        self.realm.call("watchPart")

    def session_attribute(self, name: str) -> str:
        """`navigator.audioSession.type` or `.state` as the page would read it."""
        if not self._polyfilled:
            return "auto" if name == "type" else "inactive"
        return str(self.realm.call("sessionAttribute", name))

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        """Hands a message of the host to the document's polyfill, in a task of its own."""

        def hand_over() -> None:
            if by_user:
                self.frame.page.activate()
            self.realm.call("deliverSession", text)

        self.frame.page.browser.loop.queue_task(hand_over, self.realm)

    def receive(self, text: str) -> None:
        """Takes a message of the document's polyfill."""
        if self.closed:
            return
        try:
            self.frame.page.browser.device.receive(self.session_id, text)
        except RemoteSessionError as error:
            # A page that reaches into the polyfill and sends nonsense loses that message only.
            self._report_error(ScriptError(f"audio session: {error}", self.url))

    @property
    def streams(self) -> Streams:
        """See `MediaDocument.streams`."""
        return self.frame.page.browser.streams

    @property
    def autoplay_allowed(self) -> bool:
        """See `MediaDocument.autoplay_allowed`."""
        return self.frame.page.may_autoplay(_ELEMENT_GESTURE)

    @property
    def contexts_allowed(self) -> bool:
        """See `MediaDocument.contexts_allowed`."""
        return self.frame.page.may_autoplay(_CONTEXT_GESTURE) or self.captures

    @property
    def captures(self) -> bool:
        """See `MediaDocument.captures`."""
        if self.closed or self.frame.page.browser.autoplay != "user-gesture-per-element":
            return False
        elements = self.frame.page.browser.device.core.session(self.session_id).elements.values()
        return any(element.kind is ElementKind.MICROPHONE for element in elements)

    async def fetch(self, request: Request) -> Response:
        """Fetches under the rules of the page. Raises `NetworkError`."""
        return await self.frame.page.fetch(request)

    def add_sound(self, sound: Sound) -> None:
        """Something of the document can be heard from now on."""
        if self.closed:
            return
        self.frame.page.browser.device.sounds.add(self.session_id, sound)

    def remove_sound(self, sound: Sound) -> None:
        """It cannot any more."""
        self.frame.page.browser.device.sounds.remove(self.session_id, sound)

    def environment(self) -> Environment:
        frame = self.frame
        return Environment(name=frame.name, close=frame.close_by_script, is_closing=lambda: frame.is_closing)

    def _link_inserted(self, element: Element) -> None:
        if "stylesheet" in (element.attr("rel") or "").lower().split() and element.attr("href"):
            load_stylesheet(self, element)

    # frames -----------------------------------------------------------------------------------------------------------

    def frame_of(self, element: Element) -> Frame | None:
        """The frame in an iframe element."""
        frame = self._child_frames.get(element)
        return frame if frame is not None and not frame.detached else None

    def _has_named(self, name: str) -> bool:
        return self.frame.child(name) is not None or bool(elements_named(self.tree, name))

    def _iframe_inserted(self, element: Element) -> None:
        is_shown = not self.closed and self.tree.document_of(element) is self.tree.document
        if is_shown and element not in self._child_frames:
            # attributes are watched only once there is a frame: watching any makes setting every attribute slower
            self.tree.changed["iframe", "src"] = self.tree.changed["iframe", "srcdoc"] = self._iframe_changed
            frame = self._child_frames[element] = self.frame.add_child(element)
            frame.process_attributes(initially=True)

    def _iframe_changed(self, element: Element, _: str | None) -> None:
        if frame := self._child_frames.get(element):
            frame.process_attributes()

    def _iframe_removed(self, element: Element) -> None:
        frame = self._child_frames.pop(element, None)
        if frame is not None:
            frame.detach()

    # loading ----------------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The document's URL, which `history.pushState` may change."""
        return self.realm.url

    @property
    def base_url(self) -> str:
        """https://html.spec.whatwg.org/multipage/urls-and-fetching.html#document-base-url"""
        operations: HtmlOperations = self.realm.provider(HtmlOperations)
        return operations.base_url()

    def resolve(self, url: str) -> str | None:
        """`url` made absolute against the document's base URL, None when it does not parse."""
        try:
            return urls.join(self.base_url, url)
        except ValueError:
            return None

    @property
    def fallback_base_url(self) -> str:
        parent = self.frame.parent
        if self.url.startswith("about:") and parent is not None and parent.window is not None:
            return parent.window.base_url
        return self.url

    @property
    def encoding(self) -> str:
        return self.tree.document.encoding or "UTF-8"

    def spawn(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs work of this document in the background; it is cancelled when the document goes."""
        return self.realm.loop.spawn(coroutine, self.realm)

    def elements_parsed(self, root: Node) -> None:
        """Elements came into the document from the parser."""
        hooks = {tag: hook for tag, hook in self.tree.inserted.items() if tag != "script"}
        self.tree.notify(hooks, root)

    def body_inserted(self, body: Element) -> None:
        """Its event handlers are the window's; those of other elements wait until an event or script comes by.
        https://html.spec.whatwg.org/multipage/webappapis.html#determining-the-target-of-an-event-handler"""
        if any(name.startswith("on") for name in body.attrs):
            self.realm.call("wrap", self.tree.id(body))

    def delay_load(self, delaying: bool) -> None:
        """Something starts or stops delaying the document's `load` event."""
        if not self.realm.freed:
            self.loader.delay(delaying)

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

    def hears(self) -> bool:
        """Whether anything listens to the window or the document."""
        return self.realm.call("hears") is not False

    def fire_at_document(self, type_: str, *, bubbles: bool = False) -> None:
        self.realm.call("fireAtDocument", type_, bubbles)
        self.realm.checkpoint()

    def fire_at_window(self, type_: str) -> None:
        self.realm.call("fireAtWindow", type_)
        self.realm.checkpoint()

    def run_script(self, script: Element, source: str, url: str, line: int, *, module: bool) -> None:
        """https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element"""
        before = self.tree.current_script
        self.tree.current_script = None if module else script
        try:
            (self.realm.run_module if module else self.realm.run_script)(source, url, line)
        finally:
            self.tree.current_script = before

    def forces_async(self, script: Element) -> bool:
        """https://html.spec.whatwg.org/multipage/scripting.html#script-force-async: unless script set `async` to
        false."""
        operations: HtmlOperations = self.realm.provider(HtmlOperations)
        return "async" in script.attrs or operations.force_async(self.tree.id(script))

    # evaluation -------------------------------------------------------------------------------------------------------

    async def evaluate(self, expression: str, argument: object = None) -> Any:
        """See `Frame.evaluate`."""
        loop = self.frame.page.browser.loop
        done = loop.future()
        number = len(self._evaluations) + 1
        while number in self._evaluations:
            number += 1

        def settle(fulfilled: bool, text: str) -> None:
            if not done.done():
                done.set_result((fulfilled, text))

        self._evaluations[number] = settle
        try:
            if self.closed:
                raise EvaluationError("the document was closed, or navigated away")
            lines = self.realm.reserve_lines("(" + expression, "evaluate")
            if self.realm.call("evaluate", number, expression, encode_value(argument), lines) is None:
                raise EvaluationError("the script was stopped: it ran too long or took too much memory")
            self.realm.checkpoint()
            fulfilled, text = await done
        finally:
            self._evaluations.pop(number, None)
        if not fulfilled:
            error = json.loads(text)
            raise EvaluationError(error["message"], error.get("stack", ""))
        return decode_value(json.loads(text))

    def settle_evaluation(self, number: int, fulfilled: bool, text: str) -> None:
        """Called by script when an evaluated value has settled."""
        if settle := self._evaluations.get(number):
            settle(fulfilled, text)

    # life -------------------------------------------------------------------------------------------------------------

    def _is_secure(self, url: str, origin: urls.Origin) -> bool:
        """https://html.spec.whatwg.org/#secure-contexts"""
        parent = self.frame.parent.window if self.frame.parent is not None else None
        inherits = url.startswith("about:") and not origin.is_opaque
        return urls.is_potentially_trustworthy(str(origin) if inherits else url) and (
            parent is None or parent.realm.secure
        )

    def opened_by_script(self) -> None:
        """https://html.spec.whatwg.org/#document-open-steps"""
        self.is_initial = False

    def can_be_reused(self, url: str, origin: urls.Origin) -> bool:
        """Whether a document of that URL and origin gets this Window, and with it all that script has put on it.
        https://html.spec.whatwg.org/#initialise-the-document-object

        AD-HOC: not when there has been media in it, for a new document begins with an audio session of its own; nor
        while the embedder waits for what it evaluates, which ends with the window.
        """
        return (
            self.is_initial
            and origin == self.origin
            and self._is_secure(url, origin) == self.realm.secure
            and not self._polyfilled
            and not self.realm.has_made(MediaOperations, PeerOperations)
            and not self._evaluations
        )

    def show(self, document: turbohtml.Document, url: str) -> None:
        """The initial about:blank gives way to another document, which has yet to be loaded."""
        has_run = self.realm.entries > 0
        if has_run:
            # its page was never shown, so that `unload` is all that it hears
            self.fire_at_window("unload")
        if self.closed:
            return
        self.loader.abort()
        self.is_initial = False
        self.realm.loop.drop(self.realm)
        self._child_frames.clear()
        self.loader = DocumentLoader(self)
        number = self.tree.show(document)
        self.realm.url = url
        if has_run:
            self.realm.call("showDocument", number)
        self.frame.page.browser.device.rename_document(self.session_id, url)
        self.frame.history.commit(url, object(), replace=self.frame.replaces_entry)
        self.frame.replaces_entry = False

    def close(self) -> None:
        """Unloads the document and frees everything that it holds."""
        if self.closed or self._unloading:
            return
        self._unload()
        self.closed = True
        browser = self.frame.page.browser
        for settle in list(self._evaluations.values()):
            settle(False, json.dumps({"message": "the document was closed, or navigated away"}))
        self.loader.abort()
        browser.windows.pop(self.session_id, None)
        browser.device.remove_document(self.session_id)
        self.tree.is_shown = False
        self.tree.on_write, self.tree.on_open, self.tree.on_close = lambda text: None, None, None
        self.realm.retire()
        browser.device.sounds.remove_all(self.session_id)
        browser.retired.add(self)

    def free(self) -> None:
        """Frees the realm, and lets go of what leads back here, so that all of a document that is gone goes at once."""
        self.realm.close()
        self.tree.let_go()
        del self.loader, self.context

    # https://html.spec.whatwg.org/multipage/document-lifecycle.html#unload-a-document
    def _unload(self) -> None:
        self._unloading = True
        if not self.loader.load_fired:
            return
        is_heard = self.hears()
        call = self.realm.call
        if is_heard:
            call("fireAtWindow", "pagehide")
        self.tree.visibility_state = "hidden"
        if is_heard:
            call("fireAtDocument", "visibilitychange", True)
            call("fireAtWindow", "unload")
            self.realm.checkpoint()


_TABLE: Table = {
    TimerOperations: lambda window, realm: TimerOperations(realm),
    NavigationOperations: lambda window, realm: NavigationOperations(window),
    FrameOperations: lambda window, realm: FrameOperations(window),
    AdoptionOperations: lambda window, realm: AdoptionOperations(window),
    WindowOperations: lambda window, realm: WindowOperations(window),
    MediaOperations: lambda window, realm: MediaOperations(realm, window),
    SpeechOperations: lambda window, realm: SpeechOperations(realm, window),
    PeerOperations: lambda window, realm: PeerOperations(realm, window.frame.page.browser.peers),
    WebAudioOperations: lambda window, realm: WebAudioOperations(realm, window),
    WorkletOperations: lambda window, realm: WorkletOperations(realm, DocumentWorklets(window, window.context)),
}
_OVER: Table = {EnvironmentOperations: lambda window, realm: EnvironmentOperations(realm, window.environment())}
