// https://html.spec.whatwg.org/#htmlmarqueeelement
define(
  `
[Exposed=Window]
interface HTMLMarqueeElement : HTMLElement {
  [Reflect] attribute DOMString behavior;
  [Reflect] attribute DOMString bgColor;
  [Reflect] attribute DOMString direction;
  [Reflect] attribute DOMString height;
  [Reflect] attribute unsigned long hspace;
  attribute long loop;
  [Reflect, ReflectDefault=6] attribute unsigned long scrollAmount;
  [Reflect, ReflectDefault=85] attribute unsigned long scrollDelay;
  [Reflect] attribute boolean trueSpeed;
  [Reflect] attribute unsigned long vspace;
  [Reflect] attribute DOMString width;
  undefined start();
  undefined stop();
};`,
  class {
    get loop() {
      const number = $.parseInteger(h.get_attribute(impl.id, "loop") ?? "");
      return number === null || (number < 1 && number !== -1) ? -1 : number;
    }
    set loop(value) {
      if (value < 1 && value !== -1)
        throw new $.DOMException(`The provided value (${value}) is neither positive nor -1.`, "IndexSizeError");
      h.set_attribute(impl.id, "loop", `${value}`);
    }
    start() {}
    stop() {}
  },
);
