// https://html.spec.whatwg.org/#htmlpreelement
define(`[Exposed=Window] interface HTMLPreElement : HTMLElement { [Reflect] attribute long width; };`);
