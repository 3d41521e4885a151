// References to methods, beyond those that nearly every page uses (webidl.js).
library({
  // `$.maybe_map(o, f)`, which is how `o?.map(f)` is compiled
  maybeMethod(key) {
    const method = $[`_${key}`];
    return (o, ...args) => (o === undefined || o === null ? undefined : method(o, ...args));
  },
  // `$.on_Date_getTime(o)`, which is how a method is compiled that only objects of one class have
  methodOf(Class, key) {
    const method = $.native(Class, key),
      { prototype } = $[Class];
    return (o, ...args) =>
      typeof o === "number" || Object.getPrototypeOf(o) === prototype ? Reflect.apply(method, o, args) : $.applied(o, key, args);
  },
});
