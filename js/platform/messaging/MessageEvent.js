// https://html.spec.whatwg.org/#messageevent
define(
  `
[Exposed=(Window,Worker,AudioWorklet)]
interface MessageEvent : Event {
  constructor(DOMString type, optional MessageEventInit eventInitDict = {});
  readonly attribute any data;
  readonly attribute USVString origin;
  readonly attribute DOMString lastEventId;
  readonly attribute any source;
  readonly attribute any ports;
  undefined initMessageEvent(DOMString type, optional boolean bubbles = false, optional boolean cancelable = false, optional any data = null, optional USVString origin = "", optional DOMString lastEventId = "", optional any source = null, optional sequence<MessagePort> ports = []);
};
dictionary MessageEventInit : EventInit {
  any data = null;
  USVString origin = "";
  DOMString lastEventId = "";
  any source = null;
  sequence<MessagePort> ports = [];
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      const { data, origin, lastEventId, source, ports } = init;
      Object.assign(impl, { data, origin, lastEventId, source: $.messageSource(source), ports: Object.freeze(ports) });
    }
    get data() {
      return "data" in impl ? impl.data : null;
    }
    get origin() {
      return impl.origin ?? "";
    }
    get lastEventId() {
      return impl.lastEventId ?? "";
    }
    get source() {
      return impl.source ?? null;
    }
    get ports() {
      return (impl.ports ??= Object.freeze([]));
    }
    initMessageEvent(type, bubbles, cancelable, data, origin, lastEventId, source, ports) {
      if (impl.dispatching) return;
      this.initEvent(type, bubbles, cancelable);
      Object.assign(impl, { data, origin, lastEventId, source: $.messageSource(source), ports: Object.freeze(ports) });
    }
  },
);
