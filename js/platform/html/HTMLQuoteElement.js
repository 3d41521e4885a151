// https://html.spec.whatwg.org/#htmlquoteelement
define(`[Exposed=Window] interface HTMLQuoteElement : HTMLElement { [ReflectURL] attribute USVString cite; };`);
