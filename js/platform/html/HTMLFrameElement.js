// https://html.spec.whatwg.org/#htmlframeelement
define(`
[Exposed=Window]
interface HTMLFrameElement : HTMLElement {
  [Reflect] attribute DOMString name;
  [Reflect] attribute DOMString scrolling;
  [ReflectURL] attribute USVString src;
  [Reflect] attribute DOMString frameBorder;
  [ReflectURL] attribute USVString longDesc;
  [Reflect] attribute boolean noResize;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString marginHeight;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString marginWidth;
};`);
