// https://drafts.csswg.org/css-transitions-2/#the-CSSTransition-interface
define(
  `
[Exposed=Window]
interface CSSTransition : Animation { readonly attribute CSSOMString transitionProperty; };
`,
  class {
    get transitionProperty() {
      return impl.property;
    }
  },
);
// https://drafts.csswg.org/css-transitions-1/#interface-transitionevent
define(
  `
[Exposed=Window]
interface TransitionEvent : Event {
  constructor(CSSOMString type, optional TransitionEventInit transitionEventInitDict = {});
  readonly attribute CSSOMString propertyName;
  readonly attribute double elapsedTime;
  readonly attribute CSSOMString pseudoElement;
};
dictionary TransitionEventInit : EventInit {
  CSSOMString propertyName = "";
  double elapsedTime = 0.0;
  CSSOMString pseudoElement = "";
};
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      Object.assign(impl, {
        propertyName: init.propertyName,
        elapsedTime: init.elapsedTime,
        pseudoElement: init.pseudoElement,
      });
    }
    get propertyName() {
      return impl.propertyName;
    }
    get elapsedTime() {
      return impl.elapsedTime;
    }
    get pseudoElement() {
      return impl.pseudoElement;
    }
  },
);
