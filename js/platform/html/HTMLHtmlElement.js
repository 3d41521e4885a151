// https://html.spec.whatwg.org/#htmlhtmlelement
define(`[Exposed=Window] interface HTMLHtmlElement : HTMLElement { [Reflect] attribute DOMString version; };`);
