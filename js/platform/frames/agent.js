// The realms of a runtime, which know each other's internals. What lies in `$.shared` refers to no realm, or it would keep one alive.
library({
  // what a reference of `$.weak` refers to, if there is anything left of it
  alive(ref) {
    return ref === undefined ? undefined : Reflect.apply($.WeakRef__deref, ref, []);
  },
  // the internals of the realm of that number, undefined when nothing of it is left
  internals(number) {
    return $.alive($.shared.realms[number]);
  },
  // calls `visit` with the internals of the other realms until one makes it answer true: these
  otherRealm(visit) {
    for (const number in $.shared.realms) {
      const other = $.internals(number);
      if (other === undefined) delete $.shared.realms[number];
      else if (other !== $ && visit(other)) return other;
    }
    return undefined;
  },
  // the internals of the other realm in which an object has its slots
  realmOf(object) {
    return $.otherRealm((other) => other.impl(object) !== undefined);
  },
  isElsewhere(object, name) {
    const other = $.realmOf(object);
    return other !== undefined && other.is(object, name);
  },
  hasFunction(f) {
    for (let at = f; at !== null; at = Object.getPrototypeOf(at)) if (at === Function.prototype) return true;
    return false;
  },
  // the internals of the realm of a function
  realmBehind(f) {
    if (typeof f !== "function" || $.hasFunction(f)) return $;
    return $.otherRealm((other) => other.hasFunction(f)) ?? $;
  },
  // a member of the global object as the realm has it, whatever a page has put in its place
  ownGlobal(name) {
    return $.compiled("member", $.root, name)($, $.h)[name];
  },
  isAlone() {
    return $.otherRealm(() => true) === undefined;
  },
  // The internals of the realm whose script has called ours. https://html.spec.whatwg.org/#incumbent-settings-object
  incumbent() {
    return $.isAlone() ? $ : $.realmBehind($.pageFrames(true));
  },
  // The internals of the realm whose script was called first. AD-HOC: of the last ten calls.
  // https://html.spec.whatwg.org/#entry-settings-object
  entrant() {
    if ($.isAlone()) return $;
    const frames = $.pageFrames();
    return $.realmBehind(frames[frames.length - 1]?.caller);
  },
});
