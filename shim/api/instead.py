"""Names that Playwright has and this API has not, with what to write in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shim.errors import no_attribute

_LOCATE = "write page.locator(selector), which is looked for anew each time it is used"
_EVALUATE = "write evaluate(...), which gives JSON values; an element is the first argument of locator.evaluate(...)"
_EACH_TIME = "give the call a timeout= in seconds; expect.set_options(timeout=) sets that of all expectations"
_ONE_CONTEXT = "a browser is a context of its own: write browser.new_page(), or make another Browser(...)"
_NO_TOUCH = "there is no touch screen: write click()"
_HEADERS = "write page.route(pattern, handler) with route.continue_(headers=...)"

INSTEAD = {
    "Page": {
        "add_cookies": "set them by evaluate('document.cookie = ...'), or by a response's Set-Cookie",
        "add_locator_handler": "write what to do where it is to be done",
        "add_script_tag": "write evaluate(script), or add_init_script(script)",
        "add_style_tag": "write evaluate() that appends a <style>",
        "aria_snapshot": "write expectations of roles and names: get_by_role(role, name=...)",
        "clock": "write page.browser.clock; its times are seconds",
        "console_messages": "write page.on('console', handler) before what is to be heard",
        "context": "write page.browser, which is the page's context",
        "drag_and_drop": "write dispatch_event() for each event of the drag",
        "emulate_media": "the page is shown on one kind of screen; the device's switches are browser.device",
        "eval_on_selector": "write page.locator(selector).evaluate(function)",
        "eval_on_selector_all": "write page.evaluate() with document.querySelectorAll(selector)",
        "evaluate_handle": _EVALUATE,
        "expect_download": "write page.expect_response(url)",
        "expect_file_chooser": "write page.set_input_files(selector, files)",
        "expect_navigation": "act, and then write page.wait_for_url(url)",
        "expect_websocket": "write page.wait_for_function() on what the page does with its socket",
        "expect_worker": "a worker's messages come to its page: write page.wait_for_function()",
        "expose_binding": "the page can tell by console.log(...), which page.on('console', ...) hears",
        "expose_function": "the page can tell by console.log(...), which page.on('console', ...) hears",
        "opener": "it is the page whose event 'popup' gave this one",
        "page_errors": "they are page.errors",
        "pause": "write page.wait(seconds)",
        "pdf": "write page.screenshot(full_page=True)",
        "query_selector": _LOCATE,
        "query_selector_all": f"{_LOCATE}; all() gives one for each element",
        "request": "write page.evaluate() with fetch(url)",
        "requests": "write page.on('request', handler) before what is to be heard",
        "route_from_har": "write page.route(pattern, handler) with route.fulfill(...)",
        "set_default_navigation_timeout": _EACH_TIME,
        "set_default_timeout": _EACH_TIME,
        "set_extra_http_headers": _HEADERS,
        "tap": _NO_TOUCH,
        "touchscreen": _NO_TOUCH,
        "type": "write page.locator(selector).press_sequentially(text), or fill(text)",
        "unroute_all": "write page.unroute(pattern) for each pattern",
        "video": "pictures of the page are in device.report(...); write page.screenshot() for one",
        "wait_for_navigation": "act, and then write page.wait_for_url(url)",
        "wait_for_timeout": "there is no wait_for_timeout, which counts milliseconds: write page.wait(seconds)",
        "workers": "a worker's messages come to its page; there is no evaluate() in it",
    },
    "Frame": {
        "evaluate_handle": _EVALUATE,
        "goto": "a frame goes where its <iframe> says: write evaluate(\"location = 'URL'\")",
        "query_selector": _LOCATE,
        "query_selector_all": f"{_LOCATE}; all() gives one for each element",
        "tap": _NO_TOUCH,
        "type": "write locator(selector).press_sequentially(text), or fill(text)",
        "wait_for_function": "write page.wait_for_function(...), or expect(frame.locator(selector))",
        "wait_for_timeout": "there is no wait_for_timeout, which counts milliseconds: write page.wait(seconds)",
    },
    "FrameLocator": {
        "evaluate": "write locator('body').evaluate(...)",
        "frame_element": "it is owner",
    },
    "Keyboard": {
        "down": "press takes what is held: press('Shift+a')",
        "up": "press takes what is held: press('Shift+a')",
        "insert_text": "write fill(text), or type(text)",
    },
    "Mouse": {
        "down": "write click(x, y), or dispatch_event('mousedown') at an element",
        "up": "write click(x, y), or dispatch_event('mouseup') at an element",
        "wheel": "write page.evaluate('scrollBy(0, 100)')",
    },
    "Locator": {
        "aria_snapshot": "write expectations of roles and names: get_by_role(role, name=...)",
        "drag_to": "write dispatch_event() for each event of the drag",
        "element_handle": "the locator itself does all that a handle does",
        "element_handles": "write all(), which gives a locator for each element",
        "evaluate_all": "write page.evaluate() with document.querySelectorAll(selector)",
        "evaluate_handle": _EVALUATE,
        "highlight": "write screenshot()",
        "select_text": "write evaluate('element => element.select()')",
        "tap": _NO_TOUCH,
        "to_be_visible": "write expect(locator).to_be_visible()",
        "to_have_text": "write expect(locator).to_have_text(...)",
        "type": "write press_sequentially(text), or fill(text)",
        "wait_for_selector": "write locator(selector).wait_for()",
        "wait_for_timeout": "there is no wait_for_timeout, which counts milliseconds: write page.wait(seconds)",
    },
    "Browser": {
        "add_cookies": "set them by page.evaluate('document.cookie = ...'), or by a response's Set-Cookie",
        "add_init_script": "write page.add_init_script(...)",
        "contexts": _ONE_CONTEXT,
        "new_context": _ONE_CONTEXT,
        "route": "write page.route(pattern, handler)",
        "set_default_timeout": _EACH_TIME,
        "set_extra_http_headers": _HEADERS,
        "start": "write `async with Browser(...) as browser:`",
        "launch": "write `async with Browser(...) as browser:`",
        "tracing": "the timeline is browser.device.timeline; audio-shim run --report draws it",
    },
    "expect(...)": {
        "not_to_match_aria_snapshot": "write expectations of roles and names: get_by_role(role, name=...)",
        "to_match_aria_snapshot": "write expectations of roles and names: get_by_role(role, name=...)",
        "to_equal": "write assert for plain values",
        "to_be": "write assert for plain values",
        "to_have_screenshot": "write locator.screenshot(), and compare as you like",
        "to_be_audible": "write expect(browser.device).to_hear(page)",
        "to_have_state": "write expect(page).to_have_session(state=...)",
    },
}


class Hinting:
    """Base of classes that say what to write instead of a name that they lack. `_KIND`: what a caller calls them."""

    _KIND = ""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            raise no_attribute(self, self._KIND, name, INSTEAD[self._KIND])
