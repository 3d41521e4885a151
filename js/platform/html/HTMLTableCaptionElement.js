// https://html.spec.whatwg.org/#htmltablecaptionelement
define(`[Exposed=Window] interface HTMLTableCaptionElement : HTMLElement { [Reflect] attribute DOMString align; };`);
