// Windows of other browsing contexts: proxies that follow the frame from document to document.
// https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-windowproxy-exotic-object
library({
  get frameNumber() {
    return $.h.frame_number();
  },
  get realmNumber() {
    return $.h.realm_number();
  },
  get windowProxies() {
    return new Map();
  },
  windowProxy(frame) {
    if (frame === null) return null;
    if (frame === $.frameNumber) return $.global;
    let proxy = $.windowProxies.get(frame)?.deref();
    if (proxy === undefined) {
      proxy = new Proxy(Object.create(null), $.windowHandler(frame));
      $.windowProxies.set(frame, new WeakRef(proxy));
      $.origins.set(proxy, { w: frame });
      $.windowsCollected.register(proxy, frame);
    }
    return proxy;
  },
  get windowsCollected() {
    return new FinalizationRegistry((frame) => {
      if ($.windowProxies.get(frame)?.deref() === undefined) {
        $.windowProxies.delete(frame);
        $.h.window_released(frame);
      }
    });
  },
  // this realm comes to an end: what it holds of others is theirs alone
  letGo() {
    for (const key of $.imported.keys()) {
      const [realm, handle] = key.split(":");
      $.h.membrane_release(+realm, +handle);
    }
  },
  // True when anything of a realm, or the window of its frame, can be reached from here.
  holdsObjectsOf(realm, frame) {
    if ($.windowProxies.get(frame)?.deref() !== undefined || $.awayIn.get(realm) > 0) return true;
    const prefix = `${realm}:`;
    for (const [key, ref] of $.imported) if (key.startsWith(prefix) && ref.deref() !== undefined) return true;
    return false;
  },
  windowHandler(frame) {
    // the realm of the frame's document when it is of the same origin; below 0 it is not, null when it is gone
    const realm = () => $.h.same_origin_realm(frame);
    const refuse = $.refuseAcrossOrigins;
    const inside = (operation, ...args) => $.remotely(realm(), operation, 0, ...args);
    return {
      __proto__: null,
      get(target, key, receiver) {
        const shared = $.crossOriginMember(frame, key);
        if (shared !== undefined) return shared.value;
        const number = realm();
        if (number === null) return undefined;
        if (number >= 0) return inside("get", key);
        if ($.isHarmless(key)) return undefined;
        const child = typeof key === "string" ? $.h.child_frame(frame, key) : null;
        return child !== null ? $.windowProxy(child) : refuse(key);
      },
      set(target, key, value) {
        if (key === "location") {
          $.navigateFrame(frame, $.str(value));
          return true;
        }
        const number = realm();
        if (number === null) return true;
        return number >= 0 ? inside("set", key, value) : refuse(key);
      },
      has(target, key) {
        const number = realm();
        if (number === null) return false;
        if (number >= 0) return inside("has", key);
        return this.getOwnPropertyDescriptor(target, key) !== undefined;
      },
      deleteProperty: (target, key) => ((realm() ?? -1) >= 0 ? inside("delete", key) : refuse(key)),
      ownKeys() {
        const number = realm();
        if (number === null || number < 0)
          return [
            "window",
            "self",
            "location",
            "close",
            "closed",
            "focus",
            "blur",
            "frames",
            "length",
            "top",
            "opener",
            "parent",
            "postMessage",
            "then",
            Symbol.toStringTag,
            Symbol.hasInstance,
            Symbol.isConcatSpreadable,
          ];
        return JSON.parse(inside("keys")).map((k) => (k[0] === "s" ? k.slice(1) : $.symbolOf(k.slice(1))));
      },
      getOwnPropertyDescriptor(target, key) {
        const number = realm();
        if (number === null) return undefined;
        if (number < 0) {
          const child = typeof key === "string" ? $.h.child_frame(frame, key) : null;
          const shared =
            $.crossOriginMember(frame, key) ??
            ($.isHarmless(key) ? { value: undefined } : child !== null ? { value: $.windowProxy(child) } : refuse(key));
          return { value: shared.value, writable: false, enumerable: false, configurable: true };
        }
        const [has, value, writable, enumerable, getter, setter] = [...inside("descriptor", key)];
        if (!has) return undefined;
        return getter || setter
          ? { get: getter, set: setter, enumerable, configurable: true }
          : { value, writable, enumerable, configurable: true };
      },
      defineProperty: (target, key, d) =>
        (realm() ?? -1) >= 0
          ? inside("define", key, d.get, d.set, d.value, d.writable, d.enumerable, d.configurable)
          : refuse(key),
      getPrototypeOf: () => ((realm() ?? -1) >= 0 ? inside("prototype") : null),
      setPrototypeOf(target, prototype) {
        return prototype === this.getPrototypeOf();
      },
      isExtensible: () => true,
      preventExtensions: () => false,
    };
  },
  refuseAcrossOrigins(what) {
    throw new $.DOMException(
      `Blocked a frame with origin "${$.h.origin()}" from accessing a cross-origin frame (${String(what)}).`,
      "SecurityError",
    );
  },
  // https://html.spec.whatwg.org/multipage/nav-history-apis.html#crossoriginpropertyfallback-(-p-)
  isHarmless(key) {
    return key === "then" || key === Symbol.toStringTag || key === Symbol.hasInstance || key === Symbol.isConcatSpreadable;
  },
  // https://html.spec.whatwg.org/#dom-location-href, of another frame
  navigateFrame(frame, url) {
    const target = $.absolute(url);
    if (target === null) throw new $.DOMException(`'${url}' is not a valid URL.`, "SyntaxError");
    $.h.navigate_frame(frame, target, false);
  },
  // https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-location-interface, as another origin sees it
  foreignLocation(go) {
    const refuse = $.refuseAcrossOrigins;
    const replace = (url) => go(url, true);
    const own = (key) => {
      if (key === "replace") return { value: replace, writable: false, enumerable: false, configurable: true };
      if (key === "href") return { set: (url) => go(url, false), enumerable: false, configurable: true };
      return $.isHarmless(key) ? { value: undefined, writable: false, enumerable: false, configurable: true } : refuse(key);
    };
    return new Proxy(Object.create(null), {
      __proto__: null,
      get: (target, key) => (key === "href" ? refuse(key) : own(key).value),
      set(target, key, value) {
        if (key !== "href") refuse(key);
        go(value, false);
        return true;
      },
      has: (target, key) => own(key) !== undefined,
      getOwnPropertyDescriptor: (target, key) => own(key),
      defineProperty: (target, key) => refuse(key),
      deleteProperty: (target, key) => refuse(key),
      ownKeys: () => ["href", "replace", "then", Symbol.toStringTag, Symbol.hasInstance, Symbol.isConcatSpreadable],
      getPrototypeOf: () => null,
      setPrototypeOf: (target, prototype) => prototype === null,
      preventExtensions: () => false,
    });
  },
  // a child's window by index or name, else an element by id or name
  // https://html.spec.whatwg.org/multipage/nav-history-apis.html#named-access-on-the-window-object
  windowProperty(key) {
    const child = $.h.child_frame($.frameNumber, key);
    return child !== null ? $.windowProxy(child) : $.namedWindow(key);
  },
  // members that every origin may use, and which do not change with the document
  // https://html.spec.whatwg.org/multipage/nav-history-apis.html#crossoriginproperties-(-o-)
  crossOriginMember(frame, key) {
    switch (key) {
      case "window":
      case "self":
      case "frames":
        return { value: $.windowProxy(frame) };
      case "parent":
        return { value: $.windowProxy($.h.frame_relative(frame, "parent")) };
      case "top":
        return { value: $.windowProxy($.h.frame_relative(frame, "top")) };
      case "opener":
        return { value: $.windowProxy($.h.frame_relative(frame, "opener")) };
      case "length":
        return { value: $.h.frame_count(frame) };
      case "closed":
        return { value: $.h.frame_closed(frame) };
      case "postMessage":
        return { value: $.frameFunctions(frame).postMessage };
      case "close":
      case "focus":
      case "blur":
        return { value: $.frameFunctions(frame)[key] };
      case "location": {
        const number = $.h.same_origin_realm(frame);
        return number !== null && number >= 0 ? undefined : { value: $.frameFunctions(frame).location };
      }
    }
    return undefined;
  },
  get frameFunctionsOf() {
    return new Map();
  },
  frameFunctions(frame) {
    let made = $.frameFunctionsOf.get(frame);
    if (made === undefined) {
      const go = (url, replace) => $.h.navigate_frame(frame, $.absolute($.str(url)) ?? "", replace);
      made = {
        postMessage(message, options, transfer) {
          if (arguments.length < 1) $.few(0, 1, "postMessage", "Window");
          const { targetOrigin, text } = $.outgoingMessage(message, options, transfer);
          $.h.post_to_frame(frame, text, targetOrigin);
        },
        close() {
          $.h.close_frame(frame);
        },
        focus() {},
        blur() {},
        location: $.foreignLocation(go),
      };
      $.frameFunctionsOf.set(frame, made);
    }
    return made;
  },
  // a message of another frame: its source is that frame's window
  deliverFrameMessage(text, origin, source) {
    $.deliverMessage(text, origin, $.windowProxy(source));
  },
});
