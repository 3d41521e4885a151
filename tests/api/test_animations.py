# ruff: noqa: E501 scripts are lines
"""Animations of script, CSS transitions and CSS animations, on both engines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shim import Browser, TimeoutError
from tests.real_browsers import need_chromium

PAGE = """<!doctype html><style>
@keyframes move { from { transform: translateX(0) } 50% { opacity: 0.5 } to { transform: translateX(100px); opacity: 0 } }
.fade { transition: opacity 400ms linear } .off { opacity: 0 }
.slow { transition: all 1s steps(4) 0.5s, color 2s } .var { --t: 300ms; transition: left var(--t) }
.play { animation: move 1s linear 2 alternate both }
</style><div id=a style="width: 100px; position: relative"></div><div id=b class=fade></div><div id=c></div>
<script>
const a = document.querySelector("#a"), b = document.querySelector("#b"), c = document.querySelector("#c");
const style = (element, name) => getComputedStyle(element)[name];
// an animation of 1 s that stands at a time
const at = (frames, time, options = {}) => {
  const animation = a.animate(frames, { duration: 1000, fill: "both", ...options });
  animation.pause();
  animation.currentTime = time;
  return animation;
};
const seen = (frames, time, name, options) => {
  const animation = at(frames, time, options);
  const value = style(a, name);
  animation.cancel();
  return value;
};
const thrown = (f) => { try { return f() } catch (error) { return error.name } };
</script>"""
SAME = """
[0, 250, 500, 1000].map((t) => seen({ opacity: [0, 1] }, t, "opacity"))
[0, 250, 1000].map((t) => seen([{ width: "0" }, { width: "50%" }].map((f) => ({ ...f, width: f.width === "50%" ? "200px" : "0px" })), t, "width"))
[0, 500, 1000].map((t) => seen({ color: ["red", "rgba(0, 0, 255, 0)"] }, t, "color"))
[0, 500, 1000].map((t) => seen({ backgroundColor: ["#fff", "hsl(120, 100%, 50%)"] }, t, "backgroundColor"))
[0, 500, 1000].map((t) => seen({ transform: ["none", "translate(10px, 20px) scale(3)"] }, t, "transform"))
[0, 500, 1000].map((t) => seen({ transform: ["rotate(0deg)", "rotate(90deg)"] }, t, "transform"))
[0, 500].map((t) => seen({ transform: ["translateX(100%)", "none"] }, t, "transform"))
[250, 750].map((t) => seen({ transform: ["rotate(90deg)", "translate(10px) scale(2)"] }, t, "transform"))
[400, 600].map((t) => seen({ visibility: ["hidden", "visible"] }, t, "visibility"))
[400, 600].map((t) => seen({ textAlign: ["left", "right"] }, t, "textAlign"))
[0, 300, 1000].map((t) => seen({ marginLeft: ["10px", "2em"] }, t, "marginLeft"))
[100, 600].map((t) => seen({ zIndex: [1, 4] }, t, "zIndex"))
["ease", "ease-in", "ease-out", "ease-in-out", "cubic-bezier(0.1, -0.6, 0.2, 1.4)", "steps(3)", "steps(3, start)", "steps(3, jump-both)", "linear(0, 0.3 50%, 1)"].map((easing) => seen({ left: ["0px", "100px"] }, 400, "left", { easing }))
seen([{ left: "0px", easing: "ease-in" }, { left: "100px", offset: 0.25 }, { left: "50px" }], 600, "left")
seen([{ left: "40px" }], 500, "left")
seen({ left: ["0px", "10px", "50px"], offset: [0, 0.9], easing: ["linear", "ease"] }, 950, "left")
[-1, 0, 1500, 2500, 3000, 4000].map((t) => seen({ left: ["0px", "100px"] }, t, "left", { iterations: 2.5, direction: "alternate", delay: 500 }))
["none", "forwards", "backwards"].map((fill) => [-10, 1100].map((t) => seen({ left: ["10px", "100px"] }, t, "left", { fill, delay: 50 })))
seen({ left: ["10px", "20px"] }, 500, "left", { composite: "add" })
(() => { const x = at({ left: ["10px", "20px"] }, 500), y = at({ left: ["100px", "200px"] }, 500, { composite: "add" }); const found = style(a, "left"); x.cancel(); y.cancel(); return found })()
(() => { const x = at({ opacity: [0.5, 0.5] }, 0); a.style.setProperty("opacity", "0.9", "important"); const found = [style(a, "opacity")]; a.style.opacity = ""; found.push(style(a, "opacity")); x.cancel(); return found })()
[a.animate(null, 1000), a.animate([], { duration: 5 })].map((x) => { const found = [x.playState, x.pending, x.startTime, x.currentTime, x.effect.getTiming().duration]; x.cancel(); return [...found, x.playState, x.currentTime] })
(() => { const x = a.animate({ left: ["0px", "9px"] }, 1000); x.finish(); const found = [x.playState, x.currentTime, style(a, "left"), a.getAnimations().length]; x.play(); found.push(x.playState, x.currentTime); x.reverse(); found.push(x.playbackRate, x.currentTime); x.cancel(); return found })()
(() => { const x = a.animate({ left: ["0px", "9px"] }, 1000); x.currentTime = 500; x.playbackRate = 2; const found = [x.currentTime, x.effect.getComputedTiming().progress, x.effect.getComputedTiming().endTime]; x.updatePlaybackRate(0.5); found.push(x.playbackRate, x.pending); x.cancel(); return found })()
(() => { const x = at({ opacity: [0, 1] }, 500, { iterations: 3, direction: "reverse", easing: "steps(4)" }); const found = x.effect.getComputedTiming(); x.cancel(); return found })()
(() => { const x = at([{ marginTop: "1px", opacity: 0, easing: "ease-out", composite: "add" }, { cssFloat: "left", bogus: 1, opacity: 1 }], 0); const found = x.effect.getKeyframes(); x.cancel(); return found })()
new KeyframeEffect(a, { opacity: [0, 0.5, 1], offset: [0, null, 1] }, { pseudoElement: "::before", composite: "accumulate" }).getKeyframes()
[[{ offset: 2 }], [{ offset: 0.5 }, { offset: 0.1 }], [{ easing: "bogus" }], 5, [{ composite: "x" }]].map((frames) => thrown(() => a.animate(frames)))
[{ duration: -1 }, { iterations: -1 }, { duration: "1s" }, { easing: "" }, { fill: "x" }, { delay: NaN }].map((options) => thrown(() => a.animate({}, options)))
(() => { const x = a.animate({ opacity: 0 }, { duration: 1000, iterations: Infinity }); const found = [thrown(() => x.finish()), thrown(() => { x.currentTime = null })]; x.cancel(); x.playbackRate = -1; found.push(thrown(() => x.play())); return found })()
(() => { const x = at({ left: ["0px", "100px"], opacity: [0, 1] }, 500); x.commitStyles(); x.cancel(); const found = a.style.cssText; a.style.left = a.style.opacity = ""; return found })()
(() => { const found = [style(b, "opacity")]; b.className = "fade off"; found.push(style(b, "opacity")); const [x] = b.getAnimations(); x.pause(); x.currentTime = 100; found.push(style(b, "opacity"), x.transitionProperty, x instanceof CSSTransition, x.effect.getTiming(), x.effect.getKeyframes()); b.className = "fade"; found.push(b.getAnimations().length); b.className = ""; found.push(b.getAnimations().length, style(b, "opacity")); return found })()
(() => { b.className = ""; style(b, "left"); b.className = "slow"; b.style.color = "red"; b.style.width = "10px"; b.style.display = "flex"; b.style.marginLeft = "7px"; const found = b.getAnimations().map((x) => [x.transitionProperty, x.effect.getTiming().duration, x.effect.getTiming().delay, x.effect.getTiming().easing]).sort(); b.removeAttribute("style"); b.className = ""; return [found, b.getAnimations().length] })()
(() => { b.className = "var"; b.style.left = "1px"; style(b, "left"); b.style.left = "5px"; const found = b.getAnimations().map((x) => x.effect.getTiming().duration); b.removeAttribute("style"); b.className = ""; return found })()
(() => { b.className = "fade"; style(b, "opacity"); b.style.display = "none"; b.style.opacity = 0.1; const found = [b.getAnimations().length]; b.style.display = ""; found.push(style(b, "opacity"), b.getAnimations().length); b.removeAttribute("style"); b.className = ""; style(b, "opacity"); return found })()
(() => { b.style.height = "10px"; b.offsetHeight; b.style.transition = "height 1s linear"; b.style.height = "110px"; b.offsetHeight; const [x] = b.getAnimations(); x.pause(); x.currentTime = 500; const found = [b.offsetHeight, b.getBoundingClientRect().height, style(b, "height")]; b.removeAttribute("style"); return [...found, b.offsetHeight] })()
(() => { c.className = "play"; const [x] = c.getAnimations(); x.pause(); const found = [x.animationName, x.effect.getTiming(), x.effect.getKeyframes().map((f) => f.offset)]; for (const t of [0, 250, 500, 1000, 1750, 2000]) { x.currentTime = t; found.push(style(c, "transform"), style(c, "opacity")) } c.style.animationDuration = "4s"; c.offsetTop; found.push(x.effect.getTiming().duration, c.getAnimations()[0] === x); c.className = ""; found.push(c.getAnimations().length, x.playState); c.removeAttribute("style"); return found })()
(() => { c.className = "play"; c.style.animationPlayState = "paused"; const [x] = c.getAnimations(); const found = [x.playState, style(c, "animationName"), style(c, "animation"), style(c, "animationIterationCount")]; c.style.animationPlayState = ""; c.offsetTop; found.push(x.playState); c.className = ""; c.removeAttribute("style"); return found })()
(() => { const p = document.createElement("p"); document.body.append(p); p.className = "fade off"; p.offsetTop; const found = [p.getAnimations().length]; p.className = "fade"; found.push(p.getAnimations().length); p.remove(); return [...found, p.getAnimations().length] })()
["transition", "transitionProperty", "transitionDuration", "transitionTimingFunction", "animation", "animationName"].map((name) => style(a, name))
(() => { b.className = "slow"; const found = ["transition", "transitionProperty", "transitionDuration", "transitionDelay"].map((name) => style(b, name)); b.className = ""; return found })()
(() => { const [rule] = document.styleSheets[0].cssRules; return [rule.constructor.name, rule.type, rule.name, rule.cssRules.length, rule[1].keyText, rule[2].style.opacity, rule.findRule("to") === rule[2], rule.length] })()
[document.timeline instanceof DocumentTimeline, document.timeline === document.timeline, typeof document.timeline.currentTime, document.getAnimations().length]
[new AnimationEvent("x", { animationName: "n", elapsedTime: 1 }).animationName, new TransitionEvent("x", { propertyName: "p" }).propertyName, new AnimationPlaybackEvent("x", { currentTime: 3 }).currentTime]
[Animation, KeyframeEffect, AnimationEffect, DocumentTimeline, CSSTransition, CSSAnimation].map((i) => [i.name, i.length])
"""
WAITS = (
    "(async () => { const log = []; const x = a.animate({ opacity: [0, 1] }, 60); x.onfinish = (e) => log.push(e.type, e.currentTime, x.playState); x.ready.then(() => log.push('ready', x.pending)); await x.finished; log.push('finished'); await new Promise((done) => setTimeout(done, 50)); return log })()",
    "(async () => { const log = []; const x = a.animate({ opacity: [0, 1] }, 60); x.oncancel = (e) => log.push(e.type, e.currentTime); x.finished.catch((e) => log.push(e.name)); await x.ready; x.cancel(); await new Promise((done) => setTimeout(done, 60)); return log })()",
    "(async () => { const log = []; for (const t of ['run', 'start', 'end', 'cancel']) b.addEventListener('transition' + t, (e) => log.push([e.type, e.propertyName, e.elapsedTime, e.bubbles, e.pseudoElement])); b.className = ''; b.style.transition = 'opacity 80ms, left 50ms 20ms'; b.style.left = '0px'; b.offsetTop; b.style.opacity = 0; b.style.left = '9px'; await new Promise((done) => setTimeout(done, 250)); b.style.transition = 'opacity 10s'; b.style.opacity = 1; await new Promise((done) => setTimeout(done, 60)); b.style.display = 'none'; await new Promise((done) => setTimeout(done, 60)); b.removeAttribute('style'); return log.map((e) => e[0] === 'transitioncancel' ? [e[0], e[1]] : e) })()",
    "(async () => { const log = []; for (const t of ['start', 'iteration', 'end', 'cancel']) c['onanimation' + t] = (e) => log.push([e.type, e.animationName, e.elapsedTime]); c.style.animation = 'move 60ms 2'; await new Promise((done) => setTimeout(done, 250)); c.style.animation = 'move 10s infinite'; await new Promise((done) => setTimeout(done, 60)); c.remove(); await new Promise((done) => setTimeout(done, 60)); return log.map((e) => e[0] === 'animationcancel' ? [e[0], e[1]] : e) })()",
    "(async () => { const found = []; const p = document.createElement('p'); p.className = 'fade off'; document.body.append(p); const frame = () => new Promise(requestAnimationFrame); await frame(); await frame(); p.ontransitionend = () => found.push('end'); p.className = 'fade'; await frame(); await frame(); found.push(p.getAnimations().length); p.getAnimations()[0].finish(); await frame(); await frame(); p.remove(); return found })()",
)


async def _answers(engine: str) -> dict[str, Any]:
    found = {}
    async with Browser(engine=engine, clock="manual" if engine == "quickjs" else "system") as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        for line in SAME.strip().splitlines():
            found[line] = json.loads(await page.evaluate(f"JSON.stringify({line})"))
        for script in WAITS:
            keep = "(found) => { globalThis.answer = JSON.stringify(found) }"
            await page.evaluate(f"() => {{ globalThis.answer = ''; void {script}.then({keep}) }}")
            if engine == "quickjs":
                await browser.clock.run_for(2)
            await page.wait_for_function("answer")
            found[script] = json.loads(await page.evaluate("answer"))
    return found


async def test_animations_come_out_as_in_chromium() -> None:
    need_chromium()
    ours = await _answers("quickjs")
    for _ in range(3):  # Chromium's events go by the time of a busy machine, and then come in other orders
        theirs = await _answers("chromium")
        if ours == theirs:
            break
    assert ours == theirs


async def test_animations_go_by_the_manual_clock() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        await page.evaluate(
            """() => { globalThis.log = []; const x = a.animate({ opacity: [0, 1] }, 60000);
            x.onfinish = (e) => log.push(e.currentTime); b.className = "fade"; style(b, "opacity");
            b.ontransitionend = (e) => log.push(e.elapsedTime); b.className = "fade off"; c.className = "play";
            c.onanimationend = (e) => log.push(e.elapsedTime) }"""
        )
        read = "[style(a, 'opacity'), style(b, 'opacity'), style(c, 'transform'), log]"
        frame = 1 / 60
        await browser.clock.run_for(0.2 + frame)
        assert await page.evaluate(read) == ["0.00333333", "0.5", "matrix(1, 0, 0, 1, 20, 0)", []]
        await browser.clock.run_for(0.2)
        assert await page.evaluate(read) == ["0.00666667", "0", "matrix(1, 0, 0, 1, 40, 0)", [0.4]]
        await browser.clock.run_for(1.6)
        assert await page.evaluate(read) == ["0.0333333", "0", "matrix(1, 0, 0, 1, 0, 0)", [0.4, 2]]
        await browser.clock.fast_forward(58)
        assert await page.evaluate(read) == ["1", "0", "matrix(1, 0, 0, 1, 0, 0)", [0.4, 2, 60000]]


async def test_a_page_is_idle_when_its_animations_have_ended_but_for_endless_ones() -> None:
    async with Browser(clock="manual") as browser:
        page = await browser.new_page()
        await page.set_content(PAGE, url="https://example.test/")
        await page.evaluate("() => { a.animate({ opacity: [0, 1] }, { duration: 500, iterations: Infinity }) }")
        await page.evaluate("() => { globalThis.x = b.animate({ opacity: [0, 1] }, 300) }")
        with pytest.raises(TimeoutError):
            await page.wait_until_idle(timeout=0.05)
        await browser.clock.run_for(0.4)
        await page.wait_until_idle()
        assert await page.evaluate("x.playState") == "finished"
