// https://html.spec.whatwg.org/#the-storageevent-interface
define(
  `
[Exposed=Window]
interface StorageEvent : Event {
  constructor(DOMString type, optional StorageEventInit eventInitDict = {});
  readonly attribute DOMString? key;
  readonly attribute DOMString? oldValue;
  readonly attribute DOMString? newValue;
  readonly attribute USVString url;
  readonly attribute Storage? storageArea;
  undefined initStorageEvent(DOMString type, optional boolean bubbles = false, optional boolean cancelable = false, optional DOMString? key = null, optional DOMString? oldValue = null, optional DOMString? newValue = null, optional USVString url = "", optional Storage? storageArea = null);
};
dictionary StorageEventInit : EventInit {
  DOMString? key = null;
  DOMString? oldValue = null;
  DOMString? newValue = null;
  USVString url = "";
  Storage? storageArea = null;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      const { key, oldValue, newValue, url, storageArea } = init;
      Object.assign(impl, { key, oldValue, newValue, url, storageArea });
    }
    get key() {
      return impl.key;
    }
    get oldValue() {
      return impl.oldValue;
    }
    get newValue() {
      return impl.newValue;
    }
    get url() {
      return impl.url;
    }
    get storageArea() {
      return impl.storageArea;
    }
    initStorageEvent(type, bubbles, cancelable, key, oldValue, newValue, url, storageArea) {
      if (impl.dispatching) return;
      this.initEvent(type, bubbles, cancelable);
      Object.assign(impl, { key, oldValue, newValue, url, storageArea });
    }
  },
);
