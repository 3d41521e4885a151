"""Ways in which a page can change the language, and a page that uses a lot: what it finds is the same, changed or not."""

THROWING = "function () { throw new Error('of the page') }"


def _replaced(*places: str) -> str:
    """A script that puts a function that throws in place of each of these methods."""
    return "".join(f"{place} = {THROWING};" for place in places)


def _methods(expression: str, besides: str = "") -> str:
    """A script that does so with all methods of a prototype but one."""
    return (
        f"{{ const p = {expression}; for (const k of Reflect.ownKeys(p)) {{ const d = Object.getOwnPropertyDescriptor(p, k);"
        f" if (k !== 'constructor' && k !== '{besides}' && typeof d.value === 'function' && d.writable)"
        f" p[k] = {THROWING}; }} }}"
    )


ACCESSORS = (
    "get set value writable enumerable configurable type done next name id impl listeners parent is toJSON"
    " handler capture once passive signal detail bubbles state index key kind options callback target realm body url"
    " method headers promise resolve reject error message buffer last live queued waiting text items root scheme host"
    " 0 1 2"
).split()
"""Names of which every object inherits an accessor in one of the ways, among them many that our own objects have."""

WAYS = {
    "nothing": "",
    "JSON": "window.JSON = null",
    "Array.prototype": _methods("Array.prototype"),
    # AD-HOC: the engine makes the texts of templates, a page's as well, by `concat`
    "String.prototype": _methods("String.prototype", "concat"),
    "Map.prototype": "for (const C of [Map, Set, WeakMap, WeakSet, WeakRef, FinalizationRegistry]) " + _methods("C.prototype"),
    "RegExp.prototype": _methods("RegExp.prototype"),
    "Promise.prototype": _methods("Promise.prototype")
    + _replaced("Promise.resolve", "Promise.reject", "Promise.all", "Promise.withResolvers"),
    "Function.prototype": _replaced(*(f"Function.prototype.{name}" for name in ("call", "apply", "bind"))),
    "iterators": "const all = [Array, String, Map, Set]; for (let i = 0; i < 4; i++) all[i].prototype[Symbol.iterator] = " + THROWING,
    "next": "{ const all = [[].values(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), ''.matchAll(/a/g)];"
    f" for (let i = 0; i < all.length; i++) Object.getPrototypeOf(all[i]).next = {THROWING} }}",
    "typed arrays": _methods("Object.getPrototypeOf(Uint8Array).prototype") + _methods("DataView.prototype")
    + _methods("ArrayBuffer.prototype"),
    "numbers": _methods("Number.prototype") + _methods("Date.prototype"),
    "Object": "{ const O = Object, own = O.getOwnPropertyNames, at = O.getOwnPropertyDescriptor;"
    " for (const C of [Reflect, Math, Number, Symbol, String, Array, BigInt, Date, O])"
    " for (const k of own(C)) if (typeof C[k] === 'function' && at(C, k).writable) C[k] = " + THROWING + " }",
    "globals": "for (const k of ['Map', 'Set', 'WeakMap', 'Promise', 'Array', 'Object', 'String', 'Number', 'Symbol', 'Proxy',"
    " 'Reflect', 'TypeError', 'RangeError', 'Error', 'Uint8Array', 'ArrayBuffer', 'Math', 'Date', 'RegExp', 'Boolean',"
    " 'BigInt', 'DataView', 'Function', 'WeakRef', 'parseInt', 'parseFloat', 'eval', 'encodeURIComponent']) window[k] = null",
    "accessors": f"for (const k of {ACCESSORS})"
    " Object.defineProperty(Object.prototype, k, { __proto__: null, configurable: true,"
    " get() { seen += ` read ${k}`; return undefined },"
    " set(value) { seen += ` set ${k}`;"
    " define(this, k, { __proto__: null, value, writable: true, enumerable: true, configurable: true }) } })",
    "values": f"for (const k of {ACCESSORS}) Object.prototype[k] = 'of the page'",
    "array accessors": "for (let i = 0; i < 20; i++) Object.defineProperty(Array.prototype, i, { configurable: true,"
    " get() { seen += ` read ${i}`; return undefined }, set() { seen += ` set ${i}` } })",
}

PAGE = """<!doctype html><title>t</title><body><p id=p class="a b">one <b>two</b></p><form id=f><input name=i value=v></form>
<script>
  var seen = "", define = Object.defineProperty, found = "", pending = 0;
</script>
<script>WAY</script>
<script>
  const step = (name, f) => {
    try { found += `${name}=${f()};`; } catch (error) { found += `${name} threw ${error && error.message};`; }
  };
  const later = async (name, f) => {
    pending++;
    let text;
    try { text = `${name}=${await f()};`; } catch (error) { text = `${name} threw ${error && error.message};`; }
    window[`_${name}`] = text;
    pending--;
  };
  step("create", () => {
    const d = document.createElement("div");
    d.className = "x y";
    d.setAttribute("data-z", "1");
    document.body.append(d, "text");
    d.innerHTML = "<p>x</p><span>y</span>";
    d.classList.add("w");
    d.classList.toggle("y");
    return `${d.children.length}${d.classList}${d.dataset.z}${d.outerHTML}`;
  });
  step("query", () => document.querySelectorAll("p, span").length + document.querySelector("#p > b").textContent);
  step("matches", () => document.getElementById("p").matches(".a:not(.c)") + document.body.closest("html").localName);
  step("style", () => {
    document.body.style.color = "red";
    document.body.style.setProperty("margin", "1px 2px");
    return document.body.style.cssText + getComputedStyle(document.body).color;
  });
  step("events", () => {
    let n = "";
    document.addEventListener("z", { handleEvent(event) { n += `${event.type}${event.detail}`; } }, { __proto__: null, once: true });
    document.body.addEventListener("z", () => { n += "b"; });
    document.body.dispatchEvent(new CustomEvent("z", { detail: 1, bubbles: true }));
    return n;
  });
  step("url", () => {
    const url = new URL("a?b=1&c=2#d", "http://x/y");
    url.searchParams.append("e", "f g");
    return url.href + url.searchParams.get("b") + url.searchParams.has("q");
  });
  step("session", () => {
    navigator.audioSession.type = "playback";
    return navigator.audioSession.type + navigator.audioSession.state;
  });
  step("audio context", () => {
    const context = new AudioContext();
    const source = context.createOscillator();
    source.connect(context.createGain()).connect(context.destination);
    source.frequency.setValueAtTime(440, 0);
    return `${context.state}${source.frequency.value}`;
  });
  step("clone", () => {
    const made = structuredClone({ a: [1, { b: "x" }] });
    return `${made.a[1].b}${made.a.length}`;
  });
  step("text", () => new TextDecoder().decode(new TextEncoder().encode("h\\u00e9")));
  step("form", () => {
    const data = new FormData(document.getElementById("f"));
    data.append("k", "l");
    return `${data.get("i")}${data.get("k")}${document.getElementById("f").elements.i.value}`;
  });
  step("headers", () => {
    const headers = new Headers();
    headers.append("A", "b");
    headers.append("a", "c");
    return headers.get("a");
  });
  step("blob", () => new Blob().size + new File([], "n").name);
  step("audio", () => {
    const audio = new Audio();
    audio.loop = true;
    return `${audio.paused}${audio.canPlayType("audio/mpeg")}${audio.volume}${audio.loop}`;
  });
  step("range", () => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById("p"));
    return `${range.startOffset}${range.endOffset}`;
  });
  step("rect", () => `${new DOMRect(1, 2, 3, 4).right}${new DOMMatrix().translate(1, 2).e}`);
  step("storage", () => {
    sessionStorage.setItem("k", "v");
    return `${sessionStorage.getItem("k")}${sessionStorage.length}`;
  });
  step("btoa", () => btoa("abc") + atob("YWJj"));
  step("canvas", () => {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = "#ff0000";
    return context.fillStyle;
  });
  step("media session", () => {
    navigator.mediaSession.metadata = new MediaMetadata({ __proto__: null, title: "t" });
    return navigator.mediaSession.metadata.title;
  });
  step("custom element", () => {
    let n = 0;
    customElements.define("x-y", class extends HTMLElement { connectedCallback() { n++; } });
    document.body.append(document.createElement("x-y"));
    return n;
  });
  step("errors", () => {
    try { document.querySelector("["); } catch (error) { return error.name; }
  });
  later("fetch", async () => {
    const response = await fetch("/data.json", { __proto__: null, method: "POST", body: "x" });
    return `${response.status}${response.headers.get("content-type")}${(await response.json()).a}`;
  });
  later("xhr", () => new (class { then(done) {
    const request = new XMLHttpRequest();
    request.open("GET", "/data.json");
    request.onload = () => done(request.status + request.responseText);
    request.send();
  } })());
  later("stream", async () => {
    const stream = new ReadableStream({ __proto__: null, start(controller) { controller.enqueue("a"); controller.close(); } });
    const reader = stream.getReader();
    const one = await reader.read();
    return `${one.value}${one.done}${(await reader.read()).done}`;
  });
  const told = (f) => ({ __proto__: null, then: f });
  later("channel", () => told((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => done(event.data.a);
    port2.postMessage({ __proto__: null, a: "sent" });
  }));
  later("message", () => told((done) => {
    addEventListener("message", (event) => done(event.data));
    postMessage("sent", "*");
  }));
  later("timer", () => told((done) => setTimeout((x) => done(x), 0, "t")));
  later("microtask", () => told((done) => queueMicrotask(() => done("m"))));
  later("frame", () => told((done) => requestAnimationFrame((now) => done(now > 0))));
  later("observer", () => told((done) => {
    const target = document.createElement("div");
    new MutationObserver((records) => done(records[0].addedNodes.length)).observe(target, { __proto__: null, childList: true });
    target.append("t");
  }));
  later("digest", async () => (await crypto.subtle.digest("SHA-256", new TextEncoder().encode("a"))).byteLength);
  later("database", () => told((done) => {
    const request = indexedDB.open("d");
    request.onupgradeneeded = () => request.result.createObjectStore("s").put("v", "k");
    request.onsuccess = () => {
      request.result.transaction("s").objectStore("s").get("k").onsuccess = (event) => done(event.target.result);
    };
  }));
  later("abort", () => told((done) => {
    const controller = new AbortController();
    controller.signal.onabort = () => done(controller.signal.aborted);
    controller.abort();
  }));
</script>"""
