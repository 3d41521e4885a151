// Events that meet shadow trees: what they look like from each place. https://dom.spec.whatwg.org/#concept-event-dispatch
library({
  hasShadows() {
    return $.h.has_shadows();
  },
  // https://dom.spec.whatwg.org/#retarget, for objects that are nodes or not
  retarget(a, b) {
    if (!$.is(a, "Node") || $.impl(a).id === undefined) return a;
    const other = $.is(b, "Node") ? $.impl(b).id : null;
    return $.wrap($.h.retarget($.impl(a).id, other ?? $.documentId));
  },
  // steps 4 to 5.12: a record for each place, `adjusted` where the event is at its target
  shadowPath(target, impl, e, ancestors) {
    const { relatedTarget } = e;
    const path = Object.assign([], { shadows: true });
    const add = (object, slots, seen, slotInClosed) => {
      const { is } = slots;
      const root = is.Node ? $.wrap($.h.root(slots.id, false)) : null;
      path.push({
        object, impl: slots, target: seen, adjusted: seen === object,
        relatedTarget: relatedTarget ? $.retarget(relatedTarget, object) : relatedTarget,
        inShadow: root !== null && $.is(root, "ShadowRoot"),
        closedRoot: is.ShadowRoot === true && $.h.shadow_mode(slots.id) === "closed",
        slotInClosed,
      });
    };
    add(target, impl, target, false);
    let seen = target, slotInClosed = false;
    for (const step of ancestors) {
      if (step === "~") break;
      const id = +step.replace(/^[#/!]+/, "");
      const object = $.wrap(id);
      const slots = $.impls[id];
      if (step[0] === "#") {
        // the event leaves the tree of what it was seen as
        seen = $.retarget(target, object);
        if (relatedTarget && seen === $.retarget(relatedTarget, object)) break;
      }
      if (step[0] === "/") slotInClosed = $.h.shadow_mode($.h.root(id, false)) === "closed";
      add(object, slots, seen, slotInClosed);
      slotInClosed = false;
    }
    const last = path.at(-1);
    if (last.impl.id === $.documentId && e.type !== "load") add($.global, $.impl($.global), seen, false);
    return path;
  },
  // https://dom.spec.whatwg.org/#concept-event-dispatch, steps 5.13 and 10: nothing of a shadow tree stays visible
  clearTargets(path, e) {
    const last = path.findLast((step) => step.adjusted);
    const hidden = (object) => $.is(object, "Node") && $.impl(object).id !== undefined && $.is($.wrap($.h.root($.impl(object).id, false)), "ShadowRoot");
    const clear = hidden(last.target) || (last.relatedTarget && hidden(last.relatedTarget));
    e.target = clear ? null : last.target;
    if (e.relatedTarget !== undefined) e.relatedTarget = clear ? null : last.relatedTarget;
  },
  // https://dom.spec.whatwg.org/#dom-event-composedpath, steps 4 on
  visiblePath(path, at) {
    const found = [path[at].object];
    // a closed tree that the current target is not in stays hidden
    let current = 0, limit = 0;
    for (let i = at - 1; i >= 0; i--) {
      if (path[i].closedRoot) current++;
      if (current <= limit) found.unshift(path[i].object);
      if (path[i].slotInClosed) { current--; if (current < limit) limit = current; }
    }
    current = limit = 0;
    for (let i = at + 1; i < path.length; i++) {
      if (path[i].slotInClosed) current++;
      if (current <= limit) found.push(path[i].object);
      if (path[i].closedRoot) { current--; if (current < limit) limit = current; }
    }
    return found;
  },
});
