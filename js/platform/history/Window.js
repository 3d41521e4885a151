define(`
partial interface Window {
  [PutForwards=href, LegacyUnforgeable] readonly attribute Location location;
  readonly attribute History history;
  [Replaceable] readonly attribute USVString origin;
};`, class {
  get location() { return $.location; }
  get history() { return $.history; }
  get origin() { return h.message_origin(); }
});
