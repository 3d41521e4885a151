// View transitions: the callback runs and the promises settle; no picture of the page moves into another.
// https://drafts.csswg.org/css-view-transitions-2/
define(
  `
partial interface Document {
  ViewTransition startViewTransition(optional any callbackOptions = {});
  readonly attribute ViewTransition? activeViewTransition;
};`,
  class {
    startViewTransition(callbackOptions) {
      const update = typeof callbackOptions === "function" ? callbackOptions : (callbackOptions?.update ?? null);
      const types = typeof callbackOptions === "function" ? [] : (callbackOptions?.types ?? []);
      return $.startViewTransition(update, [...types]);
    }
    get activeViewTransition() {
      return $.viewTransitions.active;
    }
  },
);
define(
  `
[Exposed=Window]
interface ViewTransition {
  readonly attribute any updateCallbackDone;
  readonly attribute any ready;
  readonly attribute any finished;
  undefined skipTransition();
  attribute ViewTransitionTypeSet types;
};`,
  class {
    get updateCallbackDone() {
      return impl.updateCallbackDone.promise;
    }
    get ready() {
      return impl.ready.promise;
    }
    get finished() {
      return impl.finished.promise;
    }
    skipTransition() {
      $.skipViewTransition(impl, new $.DOMException("Transition was skipped", "AbortError"));
    }
    get types() {
      return impl.types;
    }
    set types(value) {
      impl.types = value;
    }
  },
);
define(
  `
[Exposed=Window]
interface ViewTransitionTypeSet { setlike<CSSOMString>; };
`,
  class {},
);

library({
  get viewTransitions() {
    return { active: null };
  },
  // https://drafts.csswg.org/css-view-transitions-1/#dom-document-startviewtransition
  startViewTransition(update, types) {
    if ($.viewTransitions.active !== null)
      $.skipViewTransition(
        $.impl($.viewTransitions.active),
        new $.DOMException("Old view transition aborted by new view transition.", "AbortError"),
      );
    const transition = $.create("ViewTransition", {}),
      impl = $.impl(transition);
    Object.assign(impl, {
      self: transition,
      update,
      isDone: false,
      called: false,
      updateCallbackDone: $.deferred(),
      ready: $.deferred(),
      finished: $.deferred(),
      types: $.create("ViewTransitionTypeSet", { entries: new Set(types.map((type) => $.str(type))) }),
    });
    $.viewTransitions.active = transition;
    // the old state is captured in the next frame
    $.nextFrame(() => {
      if (impl.isDone) return;
      if ($.global.document.visibilityState === "hidden")
        return $.skipViewTransition(
          impl,
          new $.DOMException("Transition was aborted because of invalid state", "InvalidStateError"),
        );
      $.callUpdate(impl).then(
        () => {
          if (impl.isDone) return;
          impl.ready.resolve();
          // AD-HOC: the animation of a quarter of a second that the user agent's sheet has
          $.setTimer(() => $.endViewTransition(impl), 250, [], false);
        },
        (error) => {
          impl.ready.reject(error);
          $.endViewTransition(impl);
        },
      );
    });
    return transition;
  },
  // https://drafts.csswg.org/css-view-transitions-1/#call-the-update-callback
  callUpdate(impl) {
    if (!impl.called) {
      impl.called = true;
      $.promised(impl.update ?? undefined).then(
        () => impl.updateCallbackDone.resolve(),
        (error) => {
          impl.updateCallbackDone.reject(error);
          impl.finished.reject(error);
        },
      );
    }
    return impl.updateCallbackDone.promise;
  },
  // https://drafts.csswg.org/css-view-transitions-1/#skip-the-view-transition
  skipViewTransition(impl, reason) {
    if (impl.isDone) return;
    impl.isDone = true;
    if ($.viewTransitions.active === impl.self) $.viewTransitions.active = null;
    $.queueTask(() => $.callUpdate(impl));
    impl.ready.reject(reason);
    impl.updateCallbackDone.promise.then(
      () => impl.finished.resolve(),
      () => undefined,
    );
  },
  endViewTransition(impl) {
    if (impl.isDone) return;
    impl.isDone = true;
    if ($.viewTransitions.active === impl.self) $.viewTransitions.active = null;
    impl.finished.resolve();
  },
});
