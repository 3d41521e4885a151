// The two storage areas of the document. Keys and values cross to the host as JSON: they may hold any code unit.
library({
  get localStorage() {
    return $.openStorage(true);
  },
  get sessionStorage() {
    return $.openStorage(false);
  },
  openStorage(local) {
    $.h.open_storage(local);
    return $.create("Storage", { local });
  },
  storageGet(impl, key) {
    const value = $.h.storage_get(impl.local, JSON.stringify(key));
    return value === null ? undefined : JSON.parse(value);
  },
  storageSet(impl, key, value) {
    $.h.storage_set(impl.local, JSON.stringify(key), JSON.stringify(value));
  },
  // another document changed an area
  deliverStorage(local, message) {
    const [key, oldValue, newValue, url] = JSON.parse(message);
    const storageArea = local ? $.localStorage : $.sessionStorage;
    $.fire($.global, "storage", { key, oldValue, newValue, url, storageArea }, "StorageEvent");
  },
});
