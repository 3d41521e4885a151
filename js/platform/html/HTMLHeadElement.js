// https://html.spec.whatwg.org/#htmlheadelement
define(`[Exposed=Window] interface HTMLHeadElement : HTMLElement {};`);
