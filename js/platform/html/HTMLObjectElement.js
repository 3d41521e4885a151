// https://html.spec.whatwg.org/#htmlobjectelement
define(
  `
[Exposed=Window]
interface HTMLObjectElement : HTMLElement {
  [ReflectURL] attribute USVString data;
  [Reflect] attribute DOMString type;
  [Reflect] attribute DOMString name;
  [Reflect] attribute DOMString width;
  [Reflect] attribute DOMString height;
  readonly attribute Document? contentDocument;
  readonly attribute WindowProxy? contentWindow;
  Document? getSVGDocument();
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString archive;
  [Reflect] attribute DOMString code;
  [Reflect] attribute boolean declare;
  [Reflect] attribute unsigned long hspace;
  [Reflect] attribute DOMString standby;
  [Reflect] attribute unsigned long vspace;
  [ReflectURL] attribute DOMString codeBase;
  [Reflect] attribute DOMString codeType;
  [Reflect] attribute DOMString useMap;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString border;
};
HTMLObjectElement includes FormAssociated;`,
  class {
    get contentDocument() {
      return null;
    }
    get contentWindow() {
      return null;
    }
    getSVGDocument() {
      return null;
    }
  },
);
