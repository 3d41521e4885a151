// https://w3c.github.io/IndexedDB/#idbversionchangeevent
define(
  `
[Exposed=(Window,Worker)]
interface IDBVersionChangeEvent : Event {
  constructor(DOMString type, optional IDBVersionChangeEventInit eventInitDict = {});
  readonly attribute unsigned long long oldVersion;
  readonly attribute unsigned long long? newVersion;
};
dictionary IDBVersionChangeEventInit : EventInit {
  unsigned long long oldVersion = 0;
  unsigned long long? newVersion = null;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, { oldVersion: init.oldVersion, newVersion: init.newVersion });
    }
    get oldVersion() {
      return impl.oldVersion;
    }
    get newVersion() {
      return impl.newVersion;
    }
  },
);
