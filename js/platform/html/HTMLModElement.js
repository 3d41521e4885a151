// https://html.spec.whatwg.org/#htmlmodelement
define(`
[Exposed=Window]
interface HTMLModElement : HTMLElement {
  [ReflectURL] attribute USVString cite;
  [Reflect] attribute DOMString dateTime;
};`);
