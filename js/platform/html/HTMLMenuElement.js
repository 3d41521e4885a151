// https://html.spec.whatwg.org/#htmlmenuelement
define(`[Exposed=Window] interface HTMLMenuElement : HTMLElement { [Reflect] attribute boolean compact; };`);
