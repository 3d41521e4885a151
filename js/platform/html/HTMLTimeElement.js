// https://html.spec.whatwg.org/#htmltimeelement
define(`[Exposed=Window] interface HTMLTimeElement : HTMLElement { [Reflect] attribute DOMString dateTime; };`);
