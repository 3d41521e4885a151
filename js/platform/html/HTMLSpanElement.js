// https://html.spec.whatwg.org/#htmlspanelement
define(`[Exposed=Window] interface HTMLSpanElement : HTMLElement {};`);
