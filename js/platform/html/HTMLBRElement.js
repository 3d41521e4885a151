// https://html.spec.whatwg.org/#htmlbrelement
define(`[Exposed=Window] interface HTMLBRElement : HTMLElement { [Reflect] attribute DOMString clear; };`);
