// https://html.spec.whatwg.org/#the-storage-interface; `impl.local` says which of the two areas it is
define(
  `
[Exposed=Window]
interface Storage {
  readonly attribute unsigned long length;
  any key(unsigned long index);
  getter any getItem(any key);
  setter undefined setItem(any key, any value);
  deleter undefined removeItem(any key);
  undefined clear();
};`,
  class {
    get length() {
      return h.storage_length(impl.local);
    }
    key(index) {
      return JSON.parse(h.storage_keys(impl.local))[index] ?? null;
    }
    getItem(key) {
      return $.storageGet(impl, `${key}`) ?? null;
    }
    setItem(key, value) {
      $.storageSet(impl, `${key}`, `${value}`);
    }
    removeItem(key) {
      h.storage_remove(impl.local, JSON.stringify(`${key}`));
    }
    clear() {
      h.storage_clear(impl.local);
    }
    static $names(impl) {
      return JSON.parse($.h.storage_keys(impl.local));
    }
    static $named(impl, name) {
      return $.storageGet(impl, name);
    }
    static $set(impl, key, value) {
      $.storageSet(impl, String(key), `${value}`);
      return true;
    }
    static $delete(impl, key) {
      $.h.storage_remove(impl.local, JSON.stringify(String(key)));
      return true;
    }
  },
);
