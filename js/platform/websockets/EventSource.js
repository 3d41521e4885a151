// https://html.spec.whatwg.org/#the-eventsource-interface
// AD-HOC: in workers and with isolated pages a response comes whole, so events come when the server ends it.
define(
  `
dictionary EventSourceInit { boolean withCredentials = false; };
[Exposed=(Window,Worker)]
interface EventSource : EventTarget {
  constructor(USVString url, optional EventSourceInit eventSourceInitDict = {});
  readonly attribute USVString url;
  readonly attribute boolean withCredentials;
  const unsigned short CONNECTING = 0;
  const unsigned short OPEN = 1;
  const unsigned short CLOSED = 2;
  readonly attribute unsigned short readyState;
  attribute EventHandler onopen;
  attribute EventHandler onmessage;
  attribute EventHandler onerror;
  undefined close();
};`,
  class {
    construct(url, eventSourceInitDict) {
      const target = $.absolute(url);
      if (target === null)
        throw new $.DOMException(
          `Failed to construct 'EventSource': Cannot open an EventSource to '${url}'. The URL is invalid.`,
          "SyntaxError",
        );
      Object.assign(impl, {
        url: target,
        withCredentials: eventSourceInitDict.withCredentials,
        state: 0,
        delay: 3000,
        lastId: "",
        fetch: 0,
      });
      $.connectEvents(this, impl);
    }
    get url() {
      return impl.url;
    }
    get withCredentials() {
      return impl.withCredentials;
    }
    get readyState() {
      return impl.state;
    }
    close() {
      impl.state = 2;
      if (impl.fetch) $.abortFetch(impl.fetch);
    }
  },
);
