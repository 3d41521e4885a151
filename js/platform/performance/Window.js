define(`
partial interface Window {
  [Replaceable] readonly attribute Performance performance;
};`, class {
  get performance() { return $.performance; }
});
