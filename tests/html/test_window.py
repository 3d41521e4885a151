"""The window's own members, the navigator, the viewport, media session, wake lock, visibility, rejections."""

from __future__ import annotations

from collections.abc import Callable

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]


async def test_dialogs_are_dismissed_unless_answered(open_page: Open) -> None:
    page = open_page("")
    assert page.evaluate("[alert('a') === undefined, confirm('c'), prompt('p', 'd')]") == [True, False, None]
    page.answer = "typed"
    assert page.evaluate("[confirm(), prompt(5)]") == [True, "typed"]
    assert page.dialogs == [
        ("alert", "a", ""),
        ("confirm", "c", ""),
        ("prompt", "p", "d"),
        ("confirm", "", ""),
        ("prompt", "5", ""),
    ]


async def test_plain_members(open_page: Open) -> None:
    page = open_page("")
    assert page.evaluate(
        "[window === self, name, (name = 7, name), status, closed, isSecureContext, crossOriginIsolated]"
    ) == [True, "", "7", "", False, True, False]
    assert page.evaluate(
        "[innerWidth, innerHeight, outerWidth, devicePixelRatio, screen.width, screen.colorDepth]"
    ) == [1280, 720, 1280, 1, 1280, 24]
    assert page.evaluate("(window.innerWidth = 5, innerWidth)") == 5
    assert page.evaluate("[screen === screen, screen.orientation.type, visualViewport.scale, locationbar.visible]") == [
        True,
        "landscape-primary",
        1,
        True,
    ]


async def test_navigator(open_page: Open) -> None:
    page = open_page("")
    assert page.evaluate(
        "[navigator === clientInformation, navigator.language, navigator.languages, "
        "navigator.onLine, navigator.appName, navigator.product]"
    ) == [True, "en-US", ["en-US", "en"], True, "Netscape", "Gecko"]
    assert page.evaluate(
        "[Object.isFrozen(navigator.languages), navigator.languages === navigator.languages, "
        "navigator.plugins.length, 'userAgentData' in navigator]"
    ) == [True, True, 0, True]
    assert page.evaluate("[navigator.userActivation.isActive, navigator.vibrate(5), navigator.cookieEnabled]") == [
        False,
        False,
        True,
    ]
    page.activated = True
    assert page.evaluate("[navigator.userActivation.hasBeenActive, navigator.vibrate([1, 2])]") == [True, True]


async def test_audio_session_may_be_defined_over_the_navigator(open_page: Open) -> None:
    page = open_page("")
    page.run(
        "Object.defineProperty(navigator, 'audioSession', {configurable: true, value: 1}); "
        "globalThis.a = navigator.audioSession; delete navigator.audioSession"
    )
    assert page.evaluate("[a, 'audioSession' in navigator]") == [1, False]


async def test_scrolling(open_page: Open) -> None:
    page = open_page("<div style='width: 2000px; height: 2000px'>")
    page.run(
        "globalThis.log = []; onscroll = () => log.push([scrollX, pageYOffset]); scrollTo(3, "
        "40); scrollBy({top: 2}); scrollTo({left: -5})"
    )
    await page.idle()
    assert page.evaluate("[log, scrollX, scrollY]") == [[[0, 42]], 0, 42]
    page.run("scrollTo(5).catch((e) => log.push(e.name))")
    await page.idle()
    assert page.evaluate("log[1]") == "TypeError"


async def test_idle_callbacks(open_page: Open) -> None:
    page = open_page("")
    page.run(
        "globalThis.log = []; requestIdleCallback((d) => log.push(d.constructor.name, "
        "d.didTimeout, d.timeRemaining() > 0)); cancelIdleCallback(requestIdleCallback(() => "
        "log.push('no')))"
    )
    await page.idle()
    assert page.evaluate("log") == ["IdleDeadline", False, True]


async def test_media_session(open_page: Open) -> None:
    page = open_page("")
    page.run(
        "globalThis.m = new MediaMetadata({title: 't', artwork: [{src: 'a.png', sizes: "
        "'1x1'}]}); navigator.mediaSession.metadata = m"
    )
    assert page.evaluate(
        "[navigator.mediaSession.metadata === m, m.title, m.artist, m.artwork[0].src, Object.isFrozen(m.artwork[0])]"
    ) == [True, "t", "", "https://example.test/dir/a.png", True]
    assert (
        page.evaluate(
            "(navigator.mediaSession.playbackState = 'bad', navigator.mediaSession.playbackState = "
            "'playing', navigator.mediaSession.playbackState)"
        )
        == "playing"
    )
    assert page.evaluate("navigator.mediaSession.metadata = {}")["thrown"] == "TypeError"
    assert page.evaluate("navigator.mediaSession.setActionHandler('bad', null)")["thrown"] == "TypeError"
    for state, error in (
        ("{duration: 5, position: 6}", "TypeError"),
        ("{position: 1}", "TypeError"),
        ("{duration: 5, playbackRate: 0}", "TypeError"),
        ("{duration: -1}", "TypeError"),
    ):
        assert page.evaluate(f"navigator.mediaSession.setPositionState({state})")["thrown"] == error
    assert page.evaluate(
        "[navigator.mediaSession.setPositionState({duration: Infinity}), navigator.mediaSession.setPositionState()]"
    ) == [None, None]


async def test_wake_locks_end_with_visibility(open_page: Open) -> None:
    page = open_page("")
    page.run(
        "globalThis.log = []; (async () => { const s = await navigator.wakeLock.request(); "
        "s.onrelease = () => log.push(s.released); globalThis.s2 = await "
        "navigator.wakeLock.request('screen'); await s2.release(); log.push(s2.released, "
        "s2.type) })()"
    )
    await page.idle()
    page.tree.visibility_state = "hidden"
    page.run("document.onvisibilitychange = () => log.push(document.visibilityState, document.hidden)")
    page.realm.call("setVisibility", "hidden")
    page.run("navigator.wakeLock.request().catch((e) => log.push(e.name))")
    await page.idle()
    assert page.evaluate("log") == [True, "screen", True, "hidden", True, "NotAllowedError"]


async def test_page_transitions(open_page: Open) -> None:
    page = open_page("")
    page.run("globalThis.log = []; onpagehide = (e) => log.push(e.type, e.persisted); onbeforeunload = () => 'stay'")
    page.realm.call("pageTransition", "pagehide", True)
    assert page.realm.call("beforeUnload") is True
    page.run("onbeforeunload = null")
    assert page.realm.call("beforeUnload") is False
    assert page.evaluate("log") == ["pagehide", True]


async def test_unhandled_rejections(open_page: Open) -> None:
    page = open_page("")
    page.run(
        "globalThis.log = []; addEventListener('unhandledrejection', (e) => { "
        "log.push(e.constructor.name, e.reason.message, e.promise === globalThis.p); "
        "e.preventDefault() }); globalThis.p = Promise.reject(new Error('no')); "
        "addEventListener('rejectionhandled', (e) => log.push(e.type, e.promise === p))"
    )
    await page.idle()
    assert page.evaluate("log") == ["PromiseRejectionEvent", "no", True]
    page.run("log.length = 0; p.catch(() => {})")
    await page.idle()
    assert page.evaluate("log") == ["rejectionhandled", True]
    page.run(
        "log.length = 0; Promise.reject(1).catch(() => {}); (async () => { try { await "
        "Promise.reject(2) } catch {} })()"
    )
    await page.idle()
    assert page.evaluate("log") == []


async def test_rejections_nobody_cares_for_are_reported(open_page: Open) -> None:
    page = open_page("")
    page.realm.run_script(
        "function f() { return Promise.reject(new TypeError('x')) }\nf(); Promise.reject('text')", page.realm.url
    )
    await page.realm.loop.settle()
    assert [(e.message, e.line) for e in page.errors] == [
        ("Uncaught (in promise) TypeError: x", 1),
        ("Uncaught (in promise) text", 0),
    ]
    page.errors.clear()


async def test_names_on_the_window(open_page: Open) -> None:
    page = open_page(
        "<p id=p></p><img name=pic><form name=two></form><form name=two></form><a name=link></a><p id=two></p>"
    )
    assert page.tree.ids(page.tree.document.select("#p")) == page.realm.provider(_html_operations()).named_elements("p")
    found = {name: page.realm.provider(_html_operations()).named_elements(name).count(" ") for name in ("pic", "two")}
    assert found == {"pic": 0, "two": 2}
    assert [page.realm.provider(_html_operations()).named_elements(n) for n in ("link", "", "no", 'a"b')] == [""] * 4


def _html_operations() -> type:
    from shim.html.document_operations import HtmlOperations

    return HtmlOperations


async def test_body_handlers_are_the_windows(open_page: Open) -> None:
    page = open_page("")
    page.run(
        "document.body.onhashchange = function () { globalThis.self1 = this }; "
        "document.body.setAttribute('onload', 'globalThis.loaded = this === window')"
    )
    assert page.evaluate("[onhashchange === document.body.onhashchange, typeof onload, document.body.onclick]") == [
        True,
        "function",
        None,
    ]
    page.run("dispatchEvent(new Event('load'))")
    assert page.evaluate("loaded") is True
