// Events that meet shadow trees: what they look like from each place. https://dom.spec.whatwg.org/#concept-event-dispatch
library({
  hasShadows() {
    return $.h.has_shadows();
  },
  // https://dom.spec.whatwg.org/#retarget; the host does it for two nodes
  retarget(a, b) {
    if (!$.is(a, "Node") || $.impl(a).id === undefined) return a;
    const other = $.is(b, "Node") ? $.impl(b).id : null;
    return $.wrap($.h.retarget($.impl(a).id, other ?? $.documentId));
  },
  // False when an event's related target, seen from its target, is the target itself: such an event goes nowhere.
  // https://dom.spec.whatwg.org/#concept-event-dispatch, step 6
  leavesTarget(target, impl, relatedTarget) {
    if (relatedTarget === target || impl.id === undefined || !$.hasShadows()) return true;
    return $.retarget(relatedTarget, target) !== target;
  },
  // An array of event path items; `adjusted` is true for those that have a shadow-adjusted target of their own, and `target` is what a
  // listener there sees. https://dom.spec.whatwg.org/#concept-event-dispatch, steps 6.3 to 6.9
  shadowPath(target, impl, e, ancestors) {
    const { relatedTarget } = e;
    const path = [];
    e.shadows = true;
    // https://dom.spec.whatwg.org/#concept-event-path-append
    const add = (object, slots, seen, slotInClosed) => {
      const { is } = slots;
      // 1., 2.
      const root = is.Node ? $.wrap($.h.root(slots.id, false)) : null;
      // 3. - 5.
      path.push({
        object,
        impl: slots,
        target: seen,
        adjusted: seen === object,
        relatedTarget: relatedTarget ? $.retarget(relatedTarget, object) : relatedTarget,
        inShadow: root !== null && $.is(root, "ShadowRoot"),
        closedRoot: is.ShadowRoot === true && $.h.shadow_mode(slots.id) === "closed",
        slotInClosed,
      });
    };
    // 6.3
    add(target, impl, target, false);
    // 6.7
    let seen = target,
      slotInClosed = false;
    // 6.9: the host has asked each target for its parent already
    for (const step of ancestors) {
      if (step === "~") break;
      const id = +step.replace(/^[#/!]+/, "");
      const object = $.wrap(id);
      const slots = $.impls[id];
      // 6.9.1.3
      if (step[0] === "/") slotInClosed = $.h.shadow_mode($.h.root(id, false)) === "closed";
      const outside = step[0] === "#" ? $.retarget(target, object) : seen;
      if (outside !== seen) {
        // 6.9.7: the event leaves the tree of its target, and its related target stands on the other side
        if (relatedTarget && $.retarget(relatedTarget, object) === object) break;
        // 6.9.8.1
        seen = outside;
      }
      // 6.9.6.2, 6.9.8.3
      add(object, slots, seen, slotInClosed);
      // 6.9.10
      slotInClosed = false;
    }
    const last = path.at(-1);
    if (last.impl.id === $.documentId && e.type !== "load") add($.global, $.impl($.global), seen, false);
    return path;
  },
  // Nothing of a shadow tree stays visible after the dispatch: true when a target is in one before it.
  // https://dom.spec.whatwg.org/#concept-event-dispatch
  hasHiddenTarget(path) {
    // 6.10
    const last = path.findLast((step) => step.adjusted);
    const hidden = (object) =>
      $.is(object, "Node") && $.impl(object).id !== undefined && $.is($.wrap($.h.root($.impl(object).id, false)), "ShadowRoot");
    // 6.11
    return hidden(last.target) || (last.relatedTarget && hidden(last.relatedTarget));
  },
  clearTargets(path, e, isCleared) {
    const last = path.findLast((step) => step.adjusted);
    // 11.1, 11.2
    e.target = isCleared ? null : last.target;
    if (e.relatedTarget !== undefined) e.relatedTarget = isCleared ? null : last.relatedTarget;
  },
  // https://dom.spec.whatwg.org/#dom-event-composedpath, steps 4 on
  visiblePath(path, at) {
    const found = [path[at].object];
    // a closed tree that the current target is not in stays hidden
    let current = 0,
      limit = 0;
    for (let i = at - 1; i >= 0; i--) {
      if (path[i].closedRoot) current++;
      if (current <= limit) found.unshift(path[i].object);
      if (path[i].slotInClosed) {
        current--;
        if (current < limit) limit = current;
      }
    }
    current = limit = 0;
    for (let i = at + 1; i < path.length; i++) {
      if (path[i].slotInClosed) current++;
      if (current <= limit) found.push(path[i].object);
      if (path[i].closedRoot) {
        current--;
        if (current < limit) limit = current;
      }
    }
    return found;
  },
});
