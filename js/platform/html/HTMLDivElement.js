// https://html.spec.whatwg.org/#htmldivelement
define(`[Exposed=Window] interface HTMLDivElement : HTMLElement { [Reflect] attribute DOMString align; };`);
