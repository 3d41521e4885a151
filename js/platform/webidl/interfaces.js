// Interfaces by their names, and objects that are given the slots of one.
library({
  // the interface object as a page gets it
  exposed(name) {
    return $.touch($.record(name));
  },
  // https://webidl.spec.whatwg.org/#dfn-exposed
  isExposed(name) {
    return $.ask("global", name) === 2;
  },
  prototypeOf(name) {
    return $.record(name).prototype;
  },
  hooksOf(name) {
    return $.record(name).info.hooks;
  },
  slot(object, name, impl = Object.create(null)) {
    $.fill(object, $.record(name), impl);
    return impl;
  },
  // an object that goes to another realm takes its slots along
  unslot(object) {
    $.slots.delete(object);
  },
  reslot(object, impl) {
    $.slots.set(object, impl);
  },
});
