// Methods that work with regular expressions. The engine looks up more methods of an expression, so ours have a prototype of their own.
library({
  get expressionPrototype() {
    const prototype = Object.setPrototypeOf($.kept.RegExp, null);
    const value = function (source, flags) {
      return Object.setPrototypeOf(new RegExp(source, flags), prototype);
    };
    Object.defineProperty(value, Symbol.species, { value });
    return Object.defineProperty(prototype, "constructor", { value });
  },
  _exec(o, text) {
    const isExpression = typeof o === "object" && o !== null && "lastIndex" in o;
    return isExpression ? Reflect.apply($.kept.Expression.exec, o, [text]) : $.applied(o, "exec", [text]);
  },
  ownExpression(o) {
    if (typeof o !== "object" || o === null || Object.getPrototypeOf(o) !== RegExp.prototype) return o;
    return Object.setPrototypeOf(o, $.expressionPrototype);
  },
  withExpression(name, o, pattern, other = undefined) {
    return typeof o === "string"
      ? Reflect.apply($.kept.String[name], o, [$.ownExpression(pattern), other])
      : $.applied(o, name, [pattern, other]);
  },
  _match(o, pattern) {
    return $.withExpression("match", o, pattern);
  },
  _matchAll(o, pattern) {
    return Object.setPrototypeOf($.withExpression("matchAll", o, pattern), $.walker("RegExpStringIterator"));
  },
  _replace(o, pattern, by) {
    return $.withExpression("replace", o, pattern, by);
  },
  _replaceAll(o, pattern, by) {
    return $.withExpression("replaceAll", o, pattern, by);
  },
  _split(o, pattern, limit) {
    return $.withExpression("split", o, pattern, limit);
  },
});
