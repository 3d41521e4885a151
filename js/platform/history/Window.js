define(
  `
partial interface Window {
  [PutForwards=href, LegacyUnforgeable] readonly attribute Location location;
  readonly attribute History history;
};`,
  class {
    get location() {
      return $.location;
    }
    get history() {
      return $.history;
    }
  },
);
