// https://html.spec.whatwg.org/#htmlselectedcontentelement
define(`[Exposed=Window] interface HTMLSelectedContentElement : HTMLElement {};`);
