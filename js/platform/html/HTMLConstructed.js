// The constructor that every HTML element interface has: it works for custom elements only.
// https://html.spec.whatwg.org/#htmlconstructor
define(
  `
interface mixin HTMLConstructed { constructor(); };
`,
  class {
    construct() {
      // @ts-expect-error: what compiles the platform makes a constructor of it
      return $.constructElement(new.target, impl, Object.getPrototypeOf(this));
    }
  },
);
define(`
HTMLElement includes HTMLConstructed;
HTMLAnchorElement includes HTMLConstructed;
HTMLAreaElement includes HTMLConstructed;
HTMLAudioElement includes HTMLConstructed;
HTMLBRElement includes HTMLConstructed;
HTMLBaseElement includes HTMLConstructed;
HTMLBodyElement includes HTMLConstructed;
HTMLButtonElement includes HTMLConstructed;
HTMLCanvasElement includes HTMLConstructed;
HTMLDListElement includes HTMLConstructed;
HTMLDataElement includes HTMLConstructed;
HTMLDataListElement includes HTMLConstructed;
HTMLDetailsElement includes HTMLConstructed;
HTMLDialogElement includes HTMLConstructed;
HTMLDirectoryElement includes HTMLConstructed;
HTMLDivElement includes HTMLConstructed;
HTMLEmbedElement includes HTMLConstructed;
HTMLFieldSetElement includes HTMLConstructed;
HTMLFontElement includes HTMLConstructed;
HTMLFormElement includes HTMLConstructed;
HTMLFrameElement includes HTMLConstructed;
HTMLFrameSetElement includes HTMLConstructed;
HTMLHRElement includes HTMLConstructed;
HTMLHeadElement includes HTMLConstructed;
HTMLHeadingElement includes HTMLConstructed;
HTMLHtmlElement includes HTMLConstructed;
HTMLIFrameElement includes HTMLConstructed;
HTMLImageElement includes HTMLConstructed;
HTMLInputElement includes HTMLConstructed;
HTMLLIElement includes HTMLConstructed;
HTMLLabelElement includes HTMLConstructed;
HTMLLegendElement includes HTMLConstructed;
HTMLLinkElement includes HTMLConstructed;
HTMLMapElement includes HTMLConstructed;
HTMLMarqueeElement includes HTMLConstructed;
HTMLMenuElement includes HTMLConstructed;
HTMLMetaElement includes HTMLConstructed;
HTMLMeterElement includes HTMLConstructed;
HTMLModElement includes HTMLConstructed;
HTMLOListElement includes HTMLConstructed;
HTMLObjectElement includes HTMLConstructed;
HTMLOptGroupElement includes HTMLConstructed;
HTMLOptionElement includes HTMLConstructed;
HTMLOutputElement includes HTMLConstructed;
HTMLParagraphElement includes HTMLConstructed;
HTMLParamElement includes HTMLConstructed;
HTMLPictureElement includes HTMLConstructed;
HTMLPreElement includes HTMLConstructed;
HTMLProgressElement includes HTMLConstructed;
HTMLQuoteElement includes HTMLConstructed;
HTMLScriptElement includes HTMLConstructed;
HTMLSelectElement includes HTMLConstructed;
HTMLSelectedContentElement includes HTMLConstructed;
HTMLSlotElement includes HTMLConstructed;
HTMLSourceElement includes HTMLConstructed;
HTMLSpanElement includes HTMLConstructed;
HTMLStyleElement includes HTMLConstructed;
HTMLTableCaptionElement includes HTMLConstructed;
HTMLTableCellElement includes HTMLConstructed;
HTMLTableColElement includes HTMLConstructed;
HTMLTableElement includes HTMLConstructed;
HTMLTableRowElement includes HTMLConstructed;
HTMLTableSectionElement includes HTMLConstructed;
HTMLTemplateElement includes HTMLConstructed;
HTMLTextAreaElement includes HTMLConstructed;
HTMLTimeElement includes HTMLConstructed;
HTMLTitleElement includes HTMLConstructed;
HTMLTrackElement includes HTMLConstructed;
HTMLUListElement includes HTMLConstructed;
HTMLVideoElement includes HTMLConstructed;
`);
