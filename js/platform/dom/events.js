// Making and dispatching events. https://dom.spec.whatwg.org/#concept-event-dispatch
//
// A path is an array of items, nearest first: the number of a node (most of whose ancestors have no listeners and need no wrapper), an
// object that is not a node, or, where shadow trees are involved and `e.shadows` is true, the standard's event path item (`shadowPath`
// makes them).
// AD-HOC: there are no touch events, so no event has a touch target list.
library({
  get currentEvent() {
    return undefined;
  },
  initEvent(impl, type, init) {
    impl.type = type;
    impl.bubbles = init.bubbles;
    impl.cancelable = init.cancelable;
    impl.composed = init.composed;
    impl.phase = 0;
    impl.isTrusted = false;
    impl.initialized = true;
    impl.timeStamp = $.h.now();
  },
  // A new event of any event interface, as `new Name(type, init)` makes it but trusted.
  // https://dom.spec.whatwg.org/#concept-event-create
  createEvent(name, type, init) {
    const fields = { bubbles: false, cancelable: false, composed: false, ...init };
    const impl = {};
    $.initEvent(impl, type, fields);
    for (const key in fields) if (!(key in impl)) impl[key] = fields[key];
    impl.isTrusted = true;
    return $.create(name, impl);
  },
  // Answers false when the event was canceled. https://dom.spec.whatwg.org/#concept-event-fire
  fire(target, type, init = undefined, name = undefined) {
    const impl = $.impl(target);
    // OPTIMIZATION: an event that nobody can hear is not made
    if (impl.listeners === undefined && impl.parentTarget === undefined && !impl.is.Node) return true;
    // 1. - 4.
    const event = $.createEvent(name ?? "Event", type, init);
    // 5.
    return $.dispatch(target, impl, event, $.impl(event));
  },
  // Fires a simple trusted event at a node, for the host.
  fireAt(id, type, bubbles, cancelable, name) {
    return $.fire($.wrap(id), type, { bubbles, cancelable, composed: false }, name ?? "Event");
  },
  // https://dom.spec.whatwg.org/#remove-an-event-listener
  removeListener(impl, listener) {
    // 2.
    listener.removed = true;
    const at = impl.listeners.indexOf(listener);
    if (at >= 0) impl.listeners.splice(at, 1);
  },
  // https://dom.spec.whatwg.org/#concept-event-dispatch
  dispatch(target, targetImpl, event, e) {
    const { relatedTarget } = e;
    // 6., 10., 13. for an event that goes nowhere
    if (relatedTarget && !$.leavesTarget(target, targetImpl, relatedTarget)) {
      e.stop = e.stopImmediate = false;
      return !e.canceled;
    }
    // 1.
    e.dispatching = true;
    // 2.
    e.target = e.targetOverride ?? target;
    // 4., 6.3, 6.6 - 6.9
    e.shadows = false;
    const path = (e.path = $.eventPath(target, targetImpl, e));
    // 6.10, 6.11
    const isCleared = e.shadows && $.hasHiddenTarget(path);
    // 3., 6.4, 6.5, 6.9.6.1, 6.9.8.2
    const activation =
      e.type === "click" && targetImpl.is.Node && e.is.MouseEvent ? $.activationTarget(target, targetImpl, e) : null;
    // 6.12
    const restore = activation && $.preActivate(activation);
    const last = path.length - 1;
    // 6.13
    for (let i = last; i >= 0 && !e.stop; i--) $.invokeStep(path, i, event, e, true);
    // 6.14
    for (let i = 0; i <= last && !e.stop; i++)
      if (i === 0 || e.bubbles || (e.shadows && path[i].adjusted)) $.invokeStep(path, i, event, e, false);
    // 7.
    e.phase = 0;
    // 8.
    e.currentTarget = null;
    // 9.
    e.path = null;
    // 10.
    e.dispatching = e.stop = e.stopImmediate = false;
    // 5., 11.
    if (e.shadows) $.clearTargets(path, e, isCleared);
    else e.relatedTarget = relatedTarget;
    // 12.
    if (activation) e.canceled ? $.cancelActivation(activation, restore) : $.activate(activation, event);
    // 13.
    return !e.canceled;
  },
  // https://dom.spec.whatwg.org/#concept-event-listener-invoke; the caller looks at the stop propagation flag (step 6)
  invokeStep(path, i, event, e, capture) {
    const item = path[i];
    let impl,
      at = i === 0;
    // OPTIMIZATION: steps 1 to 5 change nothing that anybody sees when the item's target has no listeners.
    if (typeof item === "number") {
      impl = $.impls[item];
      if (impl === undefined || impl.listeners === undefined) return;
      // 7.
      e.currentTarget = $.nodes[item];
    } else if (e.shadows) {
      ({ impl } = item);
      if (impl.listeners === undefined) return;
      // 1. - 3.
      e.target = item.target;
      // 4.
      e.relatedTarget = item.relatedTarget;
      // 7.
      e.currentTarget = item.object;
      at = item.adjusted;
    } else {
      impl = $.impl(item);
      if (impl.listeners === undefined) return;
      // 7.
      e.currentTarget = item;
    }
    // Dispatch, 6.13.1, 6.13.2, 6.14.1, 6.14.2.
    e.phase = at ? 2 : capture ? 1 : 3;
    e.step = i;
    // 9. AD-HOC: `window.event` is set around all listeners of an item, in the realm of the target and not of each listener.
    const before = $.currentEvent;
    if (!e.shadows || !item.inShadow) $.currentEvent = event;
    // 8., 10.
    const found = $.innerInvoke(e.currentTarget, impl, event, e, capture);
    // 11.
    if (!found && e.isTrusted && $.legacyTypes[e.type] !== undefined) {
      // 11.1
      const { type } = e;
      // 11.2
      e.type = $.legacyTypes[type];
      // 11.3
      $.innerInvoke(e.currentTarget, impl, event, e, capture);
      // 11.4
      e.type = type;
    }
    $.currentEvent = before;
  },
  get legacyTypes() {
    return Object.assign(Object.create(null), {
      animationend: "webkitAnimationEnd",
      animationiteration: "webkitAnimationIteration",
      animationstart: "webkitAnimationStart",
      transitionend: "webkitTransitionEnd",
    });
  },
  // Answers true when the object has a listener for the event's type. https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke
  innerInvoke(object, impl, event, e, capture) {
    const { listeners } = impl;
    // 1.
    let found = false;
    // 2.
    for (const listener of listeners.length === 1 ? [listeners[0]] : listeners.slice()) {
      // 2.1
      if (listener.removed || listener.type !== e.type) continue;
      // 2.2
      found = true;
      // 2.3, 2.4
      if (listener.capture !== capture) continue;
      // 2.5
      if (listener.once) $.removeListener(impl, listener);
      // 2.6 - 2.8 are done for all listeners of an item at once, by `invokeStep`.
      // 2.9
      e.inPassive = listener.passive;
      // 2.11
      if (listener.handler) $.processHandler(object, impl, listener, event, e);
      else {
        const f = listener.callback;
        if (typeof f === "function") $.invoke(f, object, [event]);
        else {
          let handleEvent = null;
          try {
            ({ handleEvent } = f);
            if (typeof handleEvent !== "function") throw new $.TypeError("EventListener's handleEvent is not a function");
          } catch (error) {
            handleEvent = null;
            $.report(error);
          }
          if (handleEvent !== null) $.invoke(handleEvent, f, [event]);
        }
      }
      // 2.12
      e.inPassive = false;
      // 2.14
      if (e.stopImmediate) break;
    }
    // 3.
    return found;
  },
  // The path of an event at any kind of target; an object that is not a node may have a `parentTarget`.
  // https://dom.spec.whatwg.org/#concept-event-dispatch, steps 6.3 to 6.9, with https://dom.spec.whatwg.org/#get-the-parent
  eventPath(target, impl, e) {
    if (!impl.is.Node) {
      const path = [target];
      for (let parent = impl.parentTarget; parent; parent = $.impl(parent).parentTarget) path.push(parent);
      return path;
    }
    if (impl.id === undefined) return [target];
    const known = impl.pathAt === $.treeVersion[0] && impl.pathComposed === e.composed && !e.relatedTarget;
    return known ? $.wholePath(impl, e) : $.freshPath(target, impl, e);
  },
  freshPath(target, impl, e) {
    const ancestors = $.h.event_path(impl.id, e.composed);
    if (/[#/~]/.test(ancestors)) return $.shadowPath(target, impl, e, ancestors.split(" "));
    if (e.relatedTarget && $.impl(e.relatedTarget)?.is.Node && $.hasShadows())
      return $.shadowPath(target, impl, e, ancestors === "" ? [] : ancestors.split(" "));
    impl.ancestors = ancestors === "" ? [] : ancestors.split(" ").map($.stepId);
    impl.pathAt = $.readTreeVersion();
    impl.pathComposed = e.composed;
    return $.wholePath(impl, e);
  },
  wholePath(impl, e) {
    const path = [impl.id, ...impl.ancestors];
    if (path[path.length - 1] === $.documentId && e.type !== "load") path.push($.global);
    return path;
  },
  // The number in a step of the host's path. "!" before it marks an element with event handler content attributes that nobody has
  // looked at yet.
  stepId(step) {
    if (step[0] !== "!") return +step;
    const id = +step.slice(1);
    $.wrap(id);
    return id;
  },
  // Pairs of object and slots, one for each item of a path.
  fullPath(e) {
    return e.path.map((step) =>
      typeof step === "number" ? [$.wrap(step), $.implOf(step)] : e.shadows ? [step.object, step.impl] : [step, $.impl(step)],
    );
  },
  // https://dom.spec.whatwg.org/#dom-event-composedpath
  composedPath(e) {
    const { path } = e;
    if (e.realm !== undefined && e.realm !== $) return e.realm.composedPath(e);
    // OPTIMIZATION: without shadow trees nothing is hidden.
    if (!e.shadows) return path.map((step) => (typeof step === "number" ? $.wrap(step) : step));
    return $.visiblePath(path, e.step);
  },
});
