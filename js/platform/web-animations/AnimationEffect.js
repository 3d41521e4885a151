// https://drafts.csswg.org/web-animations-1/#the-animationeffect-interface
define(
  `
[Exposed=Window]
interface AnimationEffect {
  EffectTiming getTiming();
  ComputedEffectTiming getComputedTiming();
  undefined updateTiming(optional OptionalEffectTiming timing = {});
};
dictionary OptionalEffectTiming {
  double delay;
  double endDelay;
  FillMode fill;
  double iterationStart;
  unrestricted double iterations;
  any duration;
  PlaybackDirection direction;
  DOMString easing;
};
enum FillMode { "none", "forwards", "backwards", "both", "auto" };
enum PlaybackDirection { "normal", "reverse", "alternate", "alternate-reverse" };
`,
  class {
    getTiming() {
      $.readMotionOf(impl.animation);
      const { delay, direction, duration, easing, endDelay, fill, iterationStart, iterations } = impl.timing;
      return { __proto__: $.objects, delay, direction, duration, easing, endDelay, fill, iterationStart, iterations };
    }
    getComputedTiming() {
      $.readMotionOf(impl.animation);
      return $.computedTiming(impl);
    }
    updateTiming(timing) {
      $.updateTiming(impl, timing);
      impl.setByScript ??= new Set();
      for (const name of Object.keys(timing)) if (timing[name] !== undefined) impl.setByScript.add(name);
      if (impl.animation) $.timingChanged(impl.animation);
    }
  },
);
// https://drafts.csswg.org/web-animations-1/#the-keyframeeffect-interface
define(
  `
[Exposed=Window]
interface KeyframeEffect : AnimationEffect {
  constructor(any target, optional any keyframes, optional any options = {});
  attribute Element? target;
  attribute CSSOMString? pseudoElement;
  attribute CompositeOperation composite;
  any getKeyframes();
  undefined setKeyframes(any keyframes);
};
enum CompositeOperation { "replace", "add", "accumulate" };
dictionary KeyframeEffectOptions : OptionalEffectTiming {
  CompositeOperation composite = "replace";
  CSSOMString? pseudoElement = null;
};
`,
  class {
    construct(target, keyframes, options) {
      if (keyframes === undefined && $.is(target, "KeyframeEffect")) {
        const source = $.impl(target);
        $.initEffect(this, impl, source.target, source.pseudo);
        impl.timing = { ...source.timing };
        impl.keyframes = source.keyframes;
        impl.composite = source.composite;
        return;
      }
      if (keyframes === undefined) $.few(1, 2, "KeyframeEffect", "KeyframeEffect");
      if (target !== null && !$.is(target, "Element")) throw new $.TypeError("parameter 1 is not of type 'Element'.");
      $.makeEffect(this, impl, target, keyframes, options);
    }
    get target() {
      return impl.target;
    }
    set target(value) {
      impl.target = value;
      $.effectChanged(impl);
    }
    get pseudoElement() {
      return impl.pseudo;
    }
    set pseudoElement(value) {
      impl.pseudo = $.pseudoElement(value);
      $.effectChanged(impl);
    }
    get composite() {
      return impl.composite;
    }
    set composite(value) {
      impl.composite = value;
      $.effectChanged(impl);
    }
    getKeyframes() {
      $.readMotionOf(impl.animation);
      const isOfStyle = impl.animation?.kind === 1 && impl.target && !impl.setByScript?.has("keyframes");
      return $.shownKeyframes(isOfStyle ? $.cssKeyframes(impl) : impl.keyframes);
    }
    setKeyframes(keyframes) {
      impl.keyframes = $.processKeyframes(keyframes);
      (impl.setByScript ??= new Set()).add("keyframes");
      $.effectChanged(impl);
    }
  },
);
