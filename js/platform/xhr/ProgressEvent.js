// https://xhr.spec.whatwg.org/#interface-progressevent
define(
  `
[Exposed=(Window,Worker)]
interface ProgressEvent : Event {
  constructor(DOMString type, optional ProgressEventInit eventInitDict = {});
  readonly attribute boolean lengthComputable;
  readonly attribute double loaded;
  readonly attribute double total;
};
dictionary ProgressEventInit : EventInit { boolean lengthComputable = false; double loaded = 0; double total = 0; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { lengthComputable: init.lengthComputable, loaded: init.loaded, total: init.total });
    }
    get lengthComputable() {
      return impl.lengthComputable;
    }
    get loaded() {
      return impl.loaded;
    }
    get total() {
      return impl.total;
    }
  },
);
