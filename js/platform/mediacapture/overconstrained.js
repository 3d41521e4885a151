// https://w3c.github.io/mediacapture-main/#overconstrainederror-interface
library({
  // AD-HOC: DOMException is the engine's own class, so what derives from it is one, too.
  get OverconstrainedError() {
    const constraints = new WeakMap();
    class OverconstrainedError extends $.DOMException {
      constructor(constraint, message = "") {
        if (arguments.length < 1) $.few(0, 1, "constructor", "OverconstrainedError");
        constraint = $.str(constraint);
        super($.str(message), "OverconstrainedError");
        constraints.set(this, constraint);
      }
      get constraint() {
        if (!constraints.has(this)) throw new $.TypeError("Illegal invocation: this is not an OverconstrainedError");
        return constraints.get(this);
      }
    }
    const { prototype } = OverconstrainedError;
    // the source is minified
    Object.defineProperty(OverconstrainedError, "name", { value: "OverconstrainedError", configurable: true });
    Object.defineProperty(prototype, "constraint", { enumerable: true });
    Object.defineProperty(prototype, Symbol.toStringTag, { value: "OverconstrainedError", configurable: true });
    return OverconstrainedError;
  },
});
globals({
  get OverconstrainedError() {
    return $.OverconstrainedError;
  },
});
