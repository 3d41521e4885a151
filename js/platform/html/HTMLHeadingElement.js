// https://html.spec.whatwg.org/#htmlheadingelement
define(`[Exposed=Window] interface HTMLHeadingElement : HTMLElement { [Reflect] attribute DOMString align; };`);
