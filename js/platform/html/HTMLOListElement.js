// https://html.spec.whatwg.org/#htmlolistelement
define(`
[Exposed=Window]
interface HTMLOListElement : HTMLElement {
  [Reflect] attribute boolean reversed;
  [Reflect, ReflectDefault=1] attribute long start;
  [Reflect] attribute DOMString type;
  [Reflect] attribute boolean compact;
};`);
