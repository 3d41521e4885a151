// https://fetch.spec.whatwg.org/#headers-class; `impl.list` holds [lower-case name, value, name], `impl.guard` as in the standard
define(
  `
[Exposed=(Window,Worker)]
interface Headers {
  constructor(optional any init);
  undefined append(ByteString name, ByteString value);
  undefined delete(ByteString name);
  ByteString? get(ByteString name);
  sequence<ByteString> getSetCookie();
  boolean has(ByteString name);
  undefined set(ByteString name, ByteString value);
  iterable<ByteString, ByteString>;
};`,
  class {
    construct(init) {
      Object.assign(impl, $.headerSlots([], "none"));
      if (init !== undefined) $.fillHeaders(impl, init);
    }
    append(name, value) {
      $.appendHeader(impl, name, value);
    }
    delete(name) {
      const key = $.headerName(name);
      if (!$.mayChangeHeader(impl, key, null)) return;
      impl.list = impl.list.filter((p) => p[0] !== key);
    }
    get(name) {
      return $.getHeader(impl.list, $.headerName(name));
    }
    getSetCookie() {
      return impl.list.filter((p) => p[0] === "set-cookie").map((p) => p[1]);
    }
    has(name) {
      const key = $.headerName(name);
      return impl.list.some((p) => p[0] === key);
    }
    set(name, value) {
      const key = $.headerName(name),
        text = $.headerValue(value);
      if (!$.mayChangeHeader(impl, key, text)) return;
      const at = impl.list.findIndex((p) => p[0] === key);
      if (at < 0) impl.list.push([key, text, name]);
      else {
        impl.list[at] = [key, text, impl.list[at][2]];
        impl.list = impl.list.filter((p, i) => i <= at || p[0] !== key);
      }
    }
  },
);
