// Header lists. https://fetch.spec.whatwg.org/#concept-header-list
library({
  headerName(name) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) throw new $.TypeError(`Invalid header name: '${name}'`);
    return name.toLowerCase();
  },
  headerValue(value) {
    const text = $.byteString(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
    if (/[\0\r\n]/.test(text)) throw new $.TypeError(`Invalid header value: '${text}'`);
    return text;
  },
  // https://webidl.spec.whatwg.org/#js-ByteString
  byteString(value) {
    const text = `${value}`;
    for (let i = 0; i < text.length; i++)
      if (text.charCodeAt(i) > 255) throw new $.TypeError("String contains non ISO-8859-1 code point.");
    return text;
  },
  getHeader(list, key) {
    const found = list.filter((p) => p[0] === key);
    return found.length ? found.map((p) => p[1]).join(", ") : null;
  },
  newHeaders(list, guard) {
    return $.create("Headers", $.headerSlots(list, guard));
  },
  headerSlots(list, guard) {
    return {
      list,
      guard,
      pairs() {
        return $.sortedHeaders(this.list);
      },
    };
  },
  appendHeader(headers, name, value) {
    const text = $.headerValue(value),
      key = $.headerName(name);
    if (!$.mayChangeHeader(headers, key, text)) return;
    if (headers.guard === "request-no-cors") {
      const before = $.getHeader(headers.list, key);
      if (!$.isNoCorsHeader(key, before === null ? text : `${before}, ${text}`)) return;
    }
    headers.list.push([key, text, name]);
  },
  // as the host gets them: values of one name combined, under the name's first spelling
  headersToSend(list) {
    const sent = [];
    const found = new Map();
    for (const [key, value, original] of list) {
      const before = found.get(key);
      if (before !== undefined) before[1] += `, ${value}`;
      else {
        const pair = [original ?? key, value];
        found.set(key, pair);
        sent.push(pair);
      }
    }
    return sent;
  },
  // false when the guard ignores the change; `value` is null when the header is to go. https://fetch.spec.whatwg.org/#headers-validate
  mayChangeHeader(headers, key, value) {
    switch (headers.guard) {
      case "immutable":
        throw new $.TypeError("Headers are immutable");
      case "request":
        return !$.isForbiddenHeader(key, value ?? "");
      case "request-no-cors":
        if (value === null) return /^(accept|(accept|content)-language|content-type|range)$/.test(key);
        return $.isNoCorsHeader(key, value);
      case "response":
        return key !== "set-cookie" && key !== "set-cookie2";
    }
    return true;
  },
  // https://fetch.spec.whatwg.org/#forbidden-request-header
  isForbiddenHeader(key, value) {
    if (
      /^(accept-(charset|encoding)|access-control-request-(headers|method)|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(proxy|sec)-.*)$/.test(
        key,
      )
    )
      return true;
    return (
      /^x-(http-method|http-method-override|method-override)$/.test(key) &&
      value.split(",").some((m) => /^\s*(connect|trace|track)\s*$/i.test(m))
    );
  },
  // https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header
  isNoCorsHeader(key, value) {
    if (value.length > 128) return false;
    if (key === "accept") return !/[\0-\b\n-\x1f"():<>?@[\\\]{}\x7f]/.test(value);
    if (key === "accept-language" || key === "content-language") return /^[0-9A-Za-z *,\-.;=]*$/.test(value);
    return (
      key === "content-type" &&
      /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;[^"():<>?@[\\\]{}]*)?$/i.test(value)
    );
  },
  // https://fetch.spec.whatwg.org/#concept-headers-fill
  fillHeaders(headers, init) {
    if (init === null || (typeof init !== "object" && typeof init !== "function"))
      throw new $.TypeError(
        "The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
      );
    for (const [name, value] of $.pairs(init, (v) => $.byteString(v), "Failed to construct 'Headers'"))
      $.appendHeader(headers, name, value);
  },
  // https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine
  sortedHeaders(list) {
    const names = [...new Set(list.map((p) => p[0]))].sort();
    return names.flatMap((name) =>
      name === "set-cookie" ? list.filter((p) => p[0] === name).map((p) => [name, p[1]]) : [[name, $.getHeader(list, name)]],
    );
  },
});
