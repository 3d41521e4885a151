// https://html.spec.whatwg.org/#htmlmapelement
define(
  `
[Exposed=Window]
interface HTMLMapElement : HTMLElement {
  [Reflect] attribute DOMString name;
  [SameObject] readonly attribute HTMLCollection areas;
};`,
  class {
    get areas() {
      return $.collection(impl, "tag", "area");
    }
  },
);
