// https://drafts.csswg.org/web-animations-1/#the-animatable-interface-mixin
define(
  `
partial interface Element {
  Animation animate(any keyframes, optional any options = {});
  any getAnimations(optional GetAnimationsOptions options = {});
};
dictionary KeyframeAnimationOptions : KeyframeEffectOptions { DOMString id = ""; any timeline; };
dictionary GetAnimationsOptions { boolean subtree = false; CSSOMString? pseudoElement = null; };
`,
  class {
    animate(keyframes, options) {
      const effect = {},
        given = $.isObject(options) ? $.dictionary(options, "KeyframeAnimationOptions") : { id: "" };
      const object = $.create("KeyframeEffect", effect);
      $.makeEffect(object, $.impl(object), this, keyframes, options);
      const animation = $.create("Animation", {}),
        slots = $.impl(animation);
      $.initAnimation(animation, slots, 2, null);
      slots.timeline = given.timeline === undefined ? $.global.document.timeline : given.timeline;
      slots.name = given.id;
      $.setEffect(slots, object);
      $.playAnimation(slots, true);
      return animation;
    }
    getAnimations(options) {
      if (options.pseudoElement) $.pseudoElement(options.pseudoElement);
      return $.animationsIn((target, pseudo) => {
        if (target === this) return (pseudo === null) === (options.pseudoElement === null) || options.subtree;
        return options.subtree && this.contains(target);
      });
    }
  },
);
