// Windows of other browsing contexts. A window of the runtime is the global object itself; any other is a proxy with the few members that
// every origin may use. Either object stays when the frame goes on to another document: the host exchanges what is in it
// (`Realm.take_window`). https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-windowproxy-exotic-object
library({
  get frameNumber() {
    return $.h.frame_number();
  },
  windowProxy(frame) {
    if (frame === null) return null;
    if (frame === $.frameNumber) return $.global;
    const number = $.h.realm_of_frame(frame);
    if (number !== null) return $.internals(number).global;
    const { windows } = $.shared;
    let proxy = $.alive(windows[frame]);
    if (proxy === undefined) windows[frame] = $.weak((proxy = $.outerWindow(frame)));
    return proxy;
  },
  outerWindow(frame) {
    return new Proxy(Object.create(null), $.windowHandler(frame));
  },
  // the object that a frame's window is known by in this runtime is to go on being that
  noteWindow() {
    $.shared.windows[$.frameNumber] = $.weak($.global);
  },
  // lays that object into the handover; true if there is one
  layWindow(frame) {
    const window = $.alive($.shared.windows[frame]);
    if (window !== undefined) $.handover[0] = window;
    return window !== undefined;
  },
  // lays a proxy there, for a frame whose document is no more in this runtime
  layOuterWindow(frame) {
    $.handover[0] = $.outerWindow(frame);
  },
  windowHandler(frame) {
    const refuse = $.refuseAcrossOrigins;
    return {
      __proto__: null,
      get(target, key) {
        const shared = $.crossOriginMember(frame, key);
        if (shared !== undefined) return shared.value;
        if ($.isHarmless(key)) return undefined;
        const child = typeof key === "string" ? $.h.child_frame(frame, key) : null;
        return child !== null ? $.windowProxy(child) : $.h.frame_closed(frame) ? undefined : refuse(key);
      },
      set(target, key, value) {
        if (key !== "location") return $.h.frame_closed(frame) || refuse(key);
        $.navigateFrame(frame, $.str(value));
        return true;
      },
      has(target, key) {
        return !$.h.frame_closed(frame) && this.getOwnPropertyDescriptor(target, key) !== undefined;
      },
      deleteProperty: (target, key) => refuse(key),
      ownKeys: () => [
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
      ],
      getOwnPropertyDescriptor(target, key) {
        const child = typeof key === "string" ? $.h.child_frame(frame, key) : null;
        const shared =
          $.crossOriginMember(frame, key) ??
          ($.isHarmless(key) ? { value: undefined } : child !== null ? { value: $.windowProxy(child) } : refuse(key));
        return { value: shared.value, writable: false, enumerable: false, configurable: true };
      },
      defineProperty: (target, key) => refuse(key),
      getPrototypeOf: () => null,
      setPrototypeOf: (target, prototype) => prototype === null,
      isExtensible: () => true,
      preventExtensions: () => false,
    };
  },
  refuseAcrossOrigins(what) {
    throw new ($.incumbent().DOMException)(
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
    const target = $.entrant().absolute(url);
    const by = $.incumbent();
    if (target === null) throw new by.DOMException(`'${url}' is not a valid URL.`, "SyntaxError");
    by.h.navigate_frame(frame, target, false);
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
      case "location":
        return { value: $.frameFunctions(frame).location };
    }
    return undefined;
  },
  get frameFunctionsOf() {
    return new Map();
  },
  frameFunctions(frame) {
    let made = $.frameFunctionsOf.get(frame);
    if (made === undefined) {
      const go = (url, replace) => {
        const target = $.entrant().absolute($.str(url));
        $.incumbent().h.navigate_frame(frame, target ?? "", replace);
      };
      made = {
        postMessage(message, options, transfer) {
          if (arguments.length < 1) $.few(0, 1, "postMessage", "Window");
          const by = $.incumbent();
          const { targetOrigin, text } = by.outgoingMessage(message, options, transfer);
          by.h.post_to_frame(frame, text, targetOrigin);
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
