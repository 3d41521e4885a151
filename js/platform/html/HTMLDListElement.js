// https://html.spec.whatwg.org/#htmldlistelement
define(`[Exposed=Window] interface HTMLDListElement : HTMLElement { [Reflect] attribute boolean compact; };`);
