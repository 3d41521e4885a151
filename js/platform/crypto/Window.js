define(`
partial interface Window {
  [SameObject] readonly attribute Crypto crypto;
};`, class {
  get crypto() { return $.crypto; }
});
