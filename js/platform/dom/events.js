// Making and dispatching events. https://dom.spec.whatwg.org/#concept-event-dispatch
//
// A path is an array of steps, nearest first: the number of a node (most of whose ancestors have no listeners and need no wrapper), an
// object that is no node, or, where shadow trees are involved, a record of what the event looks like from there.
library({
  get currentEvent() { return undefined; },
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
  // a new event of any event interface, as `new Name(type, init)` makes it but trusted
  // https://dom.spec.whatwg.org/#concept-event-create
  createEvent(name, type, init) {
    const fields = { bubbles: false, cancelable: false, composed: false, ...init };
    const impl = {};
    $.initEvent(impl, type, fields);
    for (const key in fields) if (!(key in impl)) impl[key] = fields[key];
    impl.isTrusted = true;
    return $.create(name, impl);
  },
  // https://dom.spec.whatwg.org/#concept-event-fire; false when it was canceled
  fire(target, type, init = undefined, name = undefined) {
    const impl = $.impl(target);
    // OPTIMIZATION: an event that nobody can hear is not made
    if (impl.listeners === undefined && impl.parentTarget === undefined && !impl.is.Node) return true;
    const event = $.createEvent(name ?? "Event", type, init);
    return $.dispatch(target, impl, event, $.impl(event));
  },
  // the host fires a simple trusted event at a node
  fireAt(id, type, bubbles, cancelable, name) {
    return $.fire($.wrap(id), type, { bubbles, cancelable, composed: false }, name ?? "Event");
  },
  removeListener(impl, listener) {
    listener.removed = true;
    const at = impl.listeners.indexOf(listener);
    if (at >= 0) impl.listeners.splice(at, 1);
  },
  dispatch(target, targetImpl, event, e) {
    e.dispatching = true;
    e.target = e.targetOverride ?? target;
    const { relatedTarget } = e;
    const path = (e.path = $.eventPath(target, targetImpl, e));
    const activation = e.type === "click" && targetImpl.is.Node && e.is.MouseEvent ? $.activationTarget(path, target, targetImpl, e) : null;
    const restore = activation && $.preActivate(activation);
    const last = path.length - 1;
    for (let i = last; i >= 0 && !e.stop; i--) $.invokeStep(path, i, target, event, e, true);
    for (let i = 0; i <= last && !e.stop; i++) if (i === 0 || e.bubbles || (path.shadows && path[i].adjusted)) $.invokeStep(path, i, target, event, e, false);
    e.phase = 0;
    e.currentTarget = null;
    e.path = null;
    e.dispatching = e.stop = e.stopImmediate = false;
    if (typeof path[last] === "object" && path.shadows) $.clearTargets(path, e);
    else {
      e.target = e.targetOverride ?? target;
      e.relatedTarget = relatedTarget;
    }
    if (activation) e.canceled ? $.cancelActivation(activation, restore) : $.activate(activation, event);
    return !e.canceled;
  },
  // https://dom.spec.whatwg.org/#concept-event-listener-invoke
  invokeStep(path, i, target, event, e, capture) {
    const step = path[i];
    let impl, at = i === 0;
    if (typeof step === "number") {
      impl = $.impls[step];
      if (impl === undefined || impl.listeners === undefined) return;
      e.currentTarget = $.nodes[step];
    } else if (path.shadows) {
      ({ impl } = step);
      if (impl.listeners === undefined) return;
      e.currentTarget = step.object;
      e.target = step.target;
      e.relatedTarget = step.relatedTarget;
      at = step.adjusted;
    } else {
      impl = $.impl(step);
      if (impl.listeners === undefined) return;
      e.currentTarget = step;
    }
    e.phase = at ? 2 : capture ? 1 : 3;
    e.step = i;
    const before = $.currentEvent;
    if (!path.shadows || !step.inShadow) $.currentEvent = event;
    if (!$.innerInvoke(e.currentTarget, impl, event, e, capture) && e.isTrusted && $.legacyTypes[e.type] !== undefined) {
      const { type } = e;
      e.type = $.legacyTypes[type];
      $.innerInvoke(e.currentTarget, impl, event, e, capture);
      e.type = type;
    }
    $.currentEvent = before;
  },
  get legacyTypes() {
    return Object.assign(Object.create(null), {
      animationend: "webkitAnimationEnd", animationiteration: "webkitAnimationIteration", animationstart: "webkitAnimationStart",
      transitionend: "webkitTransitionEnd",
    });
  },
  // https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke; whether a listener of that type was there
  innerInvoke(object, impl, event, e, capture) {
    const { listeners } = impl;
    let found = false;
    for (const listener of listeners.length === 1 ? [listeners[0]] : listeners.slice()) {
      if (listener.removed || listener.type !== e.type) continue;
      found = true;
      if (listener.capture !== capture) continue;
      if (listener.once) $.removeListener(impl, listener);
      e.inPassive = listener.passive;
      if (listener.handler) $.processHandler(object, impl, listener, event, e);
      else {
        const f = listener.callback;
        if (typeof f === "function") $.invoke(f, object, [event]);
        else {
          let handleEvent = null;
          try {
            ({ handleEvent } = f);
            if (typeof handleEvent !== "function") throw new $.TypeError("EventListener's handleEvent is not a function");
          } catch (error) { handleEvent = null; $.report(error); }
          if (handleEvent !== null) $.invoke(handleEvent, f, [event]);
        }
      }
      e.inPassive = false;
      if (e.stopImmediate) break;
    }
    return found;
  },
  // https://dom.spec.whatwg.org/#get-the-parent, for every kind of target; an object that is no node may have a `parentTarget`
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
    if (e.relatedTarget && $.impl(e.relatedTarget)?.is.Node && $.hasShadows()) return $.shadowPath(target, impl, e, ancestors === "" ? [] : ancestors.split(" "));
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
  // "!" before a number: an element with event handler content attributes that nobody has looked at yet
  stepId(step) {
    if (step[0] !== "!") return +step;
    const id = +step.slice(1);
    $.wrap(id);
    return id;
  },
  // [object, slots] of each step
  fullPath(path, target) {
    return path.map((step) => (typeof step === "number" ? [$.wrap(step), $.implOf(step)] : path.shadows ? [step.object, step.impl] : [step, $.impl(step)]));
  },
  // https://dom.spec.whatwg.org/#dom-event-composedpath
  composedPath(e) {
    const { path } = e;
    if (!path.shadows) return path.map((step) => (typeof step === "number" ? $.wrap(step) : step));
    return $.visiblePath(path, e.step);
  },
});
