// https://html.spec.whatwg.org/#htmlparagraphelement
define(`[Exposed=Window] interface HTMLParagraphElement : HTMLElement { [Reflect] attribute DOMString align; };`);
