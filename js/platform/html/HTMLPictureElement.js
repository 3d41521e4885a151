// https://html.spec.whatwg.org/#htmlpictureelement
define(`[Exposed=Window] interface HTMLPictureElement : HTMLElement {};`);
