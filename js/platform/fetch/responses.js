// Making responses.
library({
  // https://fetch.spec.whatwg.org/#initialize-a-response
  initResponse(impl, { status, statusText, headers }, extracted) {
    if (status < 200 || status > 599) throw new $.RangeError(`The status provided (${status}) is outside the range [200, 599].`);
    if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new $.TypeError("Invalid statusText");
    Object.assign(impl, { type: "default", url: "", redirected: false, status, statusText, body: null });
    const slots = $.headerSlots([], "response");
    impl.headers = $.create("Headers", slots);
    if (headers !== undefined) $.fillHeaders(slots, headers);
    if (extracted === null) return;
    if ([101, 103, 204, 205, 304].includes(status)) throw new $.TypeError("Response with null body status cannot have body");
    impl.body = extracted.body;
    if (extracted.type !== null && $.getHeader(slots.list, "content-type") === null)
      slots.list.push(["content-type", extracted.type]);
  },
  // The response that the host's fetch brought.
  newResponse({ type, url, redirected, status, statusText, headers, buffer }) {
    const hasBody = type !== "opaque" && type !== "opaqueredirect" && ![101, 103, 204, 205, 304].includes(status);
    return $.create("Response", {
      type,
      url,
      redirected,
      status,
      statusText,
      headers: $.newHeaders(headers, "immutable"),
      body: hasBody ? { buffer, stream: null, used: false, error: null } : null,
    });
  },
});
