// Errors of members that cannot do what they are called for.
library({
  few(given, required, member, name) {
    throw new TypeError(
      `Failed to execute '${member}' on '${name}': ${required} argument${required > 1 ? "s" : ""} required, but only ${given} present.`,
    );
  },
  missing(what) {
    $.ask("missing", what);
  },
});
