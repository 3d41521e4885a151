// https://html.spec.whatwg.org/#htmlbodyelement
define(`
[Exposed=Window]
interface HTMLBodyElement : HTMLElement {
  [Reflect] attribute [LegacyNullToEmptyString] DOMString text;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString link;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString vLink;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString aLink;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString bgColor;
  [Reflect] attribute DOMString background;
};
HTMLBodyElement includes WindowEventHandlers;
`);
