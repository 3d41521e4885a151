"""The one place where a document is put together from its parts: tree, realm, host operations, session, hooks.

https://html.spec.whatwg.org/multipage/document-lifecycle.html#initialise-the-document-object steps 7 to 10
"""

from __future__ import annotations

import turbohtml

from shim.dom.tree import Tree
from shim.engine.native_runtime import KeptContext
from shim.engine.providers import Providers, Table
from shim.engine.realm import Realm
from shim.engine.timer_operations import TimerOperations
from shim.html.environment_operations import Environment, EnvironmentOperations
from shim.html.hook_operations import watch_html
from shim.html.module_operations import ModuleOperations
from shim.html.module_scripts import ModuleClient, ModuleScripts
from shim.html.providers import document_providers
from shim.media.capture.capture_operations import capture_providers
from shim.media.element.element_operations import MediaOperations, watch_media
from shim.media.source.source_operations import MediaSourceOperations
from shim.media.speech.recognition_operations import RecognitionOperations
from shim.media.speech.speech_operations import SpeechOperations
from shim.media.webaudio.webaudio_operations import WebAudioOperations
from shim.media.webaudio.worklet_operations import WorkletOperations
from shim.media.webrtc.peer_operations import PeerOperations
from shim.net import url as urls
from shim.web.context import WebContext
from shim.web.cookies import DocumentCookies
from shim.web.providers import attach_document, web_providers

from .adoption_operations import AdoptionOperations
from .audio_session import DocumentSession
from .document import Document, DocumentFrame, DocumentPage, is_secure_context
from .embedder_operations import EmbedderOperations
from .evaluation import Evaluations
from .frame_operations import FrameOperations
from .links import watch_links
from .navigation_operations import NavigationOperations
from .resource_operations import ResourceOperations
from .style_sheets import watch_style_sheets
from .viewports import watch_frame_sizes
from .worker_operations import WorkerOperations
from .worklet import DocumentWorklets

_TABLE: Table = {
    TimerOperations: lambda document, realm: TimerOperations(realm),
    NavigationOperations: lambda document, realm: NavigationOperations(document),
    FrameOperations: lambda document, realm: FrameOperations(document),
    ResourceOperations: lambda document, realm: ResourceOperations(document),
    AdoptionOperations: lambda document, realm: AdoptionOperations(document),
    EmbedderOperations: lambda document, realm: EmbedderOperations(document),
    EnvironmentOperations: lambda document, realm: EnvironmentOperations(realm, _environment(document)),
    MediaOperations: lambda document, realm: MediaOperations(realm, document),
    MediaSourceOperations: lambda document, realm: MediaSourceOperations(realm, str(document.origin)),
    SpeechOperations: lambda document, realm: SpeechOperations(realm, document),
    RecognitionOperations: lambda document, realm: RecognitionOperations(realm, document.browser.capture),
    PeerOperations: lambda document, realm: PeerOperations(realm, document.browser.peers),
    WebAudioOperations: lambda document, realm: WebAudioOperations(realm, document),
    ModuleOperations: lambda document, realm: ModuleOperations(document.modules),
    WorkletOperations: lambda document, realm: WorkletOperations(realm, DocumentWorklets(document)),
    WorkerOperations: lambda document, realm: WorkerOperations(
        realm, document.page.workers, document.origin, document.context.partition
    ),
}
"""Host operations that need the document. Those of the tree, of capture and of the other web APIs have tables of their
own, which this one comes behind."""


_MANAGED = frozenset({"ManagedMediaSource", "ManagedSourceBuffer", "BufferedChangeEvent"})
"""INTEROP: players prefer these where they find them, so they are only where Safari is. Elsewhere a page takes the way
that it takes in Chromium and Firefox."""


def create_document(
    frame: DocumentFrame,
    page: DocumentPage,
    parsed: turbohtml.Document,
    url: str,
    origin: urls.Origin,
    before: KeptContext | None = None,
) -> Document:
    """The document of a parsed tree, in a frame and with a global object of its own. Nothing of it has run yet.
    `before`: what `Realm.keep_window` gave of the realm of the document before."""
    browser, container = page.browser, frame.container_document
    near = browser.documents.realm_near(page, origin)
    window = near.find_window(frame.number) if near is not None else None
    tree = Tree(parsed)
    document = Document(frame, page, tree, origin)
    context = document.context = _web_context(document)
    # 7.5, 7.10
    realm = document.realm = Realm(
        browser.loop,
        capture_providers(browser.capture, str(origin), document.is_allowed_to_use)
        | document_providers(tree)
        | web_providers(context)
        | Providers((_TABLE, document)),
        url=url,
        secure=is_secure_context(url, origin, container),
        account=page.account,
        runtime=near.runtime if near is not None else None,
        window=window,
        before=before,
        script_timeout=browser.script_timeout,
        has_named=document.has_named,
        hidden=frozenset() if browser.has_managed_media else _MANAGED,
        on_error=document.report_error,
        on_missing=page.report_missing,
    )
    if window is not None:
        realm.drop_value(window)
    realm.on_crash = document.crash
    document.evaluations = Evaluations(realm)
    document.modules = ModuleScripts(realm, _module_client(document))
    outer = container.session_id if container is not None else None
    document.session = DocumentSession(realm, browser.device, outer=outer, tab_name=page.name, activate=page.activate)
    attach_document(context, realm)
    _watch(document)
    browser.documents.add(document)
    return document


def _web_context(document: Document) -> WebContext:
    """The world outside of the realm for the document's web APIs."""
    frame, page, browser = document.frame, document.page, document.browser
    return WebContext(
        fetcher=browser.fetcher,
        scope=page.scope,
        origin=document.origin,
        blobs=browser.blobs,
        storage=browser.storage,
        channels=browser.channels,
        databases=browser.databases,
        locks=browser.locks,
        clipboard=browser.clipboard,
        history=frame.history,
        tab=page,
        on_console=page.report_console_call,
        is_being_unloaded=lambda: document.unload_counter > 0,
        navigate=lambda url, replace: (
            None if document.closed else frame.navigation.navigate(url, replace=replace, initiator=document)
        ),
        reload=lambda: None if document.closed else frame.navigation.reload_by_script(),
        base_url=lambda: document.base_url,
        referrer_policy=lambda: document.referrer_policy,
        partition=_partition(document),
    )


def _partition(document: Document) -> str:
    """See `shim.net.url.partition`."""
    above = []
    container = document.frame.container_document
    while container is not None:
        above.append(container.origin)
        container = container.frame.container_document
    return urls.partition(document.origin, above)


def _module_client(document: Document) -> ModuleClient:
    return ModuleClient(
        fetch=document.fetch,
        origin=document.origin,
        base_url=lambda: document.base_url,
        warn=lambda text: document.page.report_console("warning", text, document.url),
    )


def _environment(document: Document) -> Environment:
    frame = document.frame
    return Environment(
        viewport=frame.viewport,
        screen=document.page.viewport,
        name=frame.name,
        close=frame.close_by_script,
        is_closing=lambda: frame.is_closing,
        stop=document.stop_loading,
        policy=lambda: document.policy,
    )


def _watch(document: Document) -> None:
    """Sets the hooks of the tree up: what is to happen when elements come, go and change, script or not."""
    tree, realm = document.tree, document.realm
    tree.inserted["iframe"] = document.iframe_inserted
    tree.removed["iframe"] = document.iframe_removed
    tree.hold = realm.hold
    tree.fallback_base_url = lambda: document.fallback_base_url
    cookies = DocumentCookies(document.context, realm)
    tree.read_cookies, tree.write_cookie = cookies.read, cookies.write
    tree.visibility_state = document.page.visibility
    tree.pseudo_classes["target"] = document.target_elements
    watch_links(document)
    watch_frame_sizes(document)
    watch_style_sheets(document)
    watch_media(document)
    watch_html(realm, tree)
