// https://html.spec.whatwg.org/#htmldataelement
define(`[Exposed=Window] interface HTMLDataElement : HTMLElement { [Reflect] attribute DOMString value; };`);
