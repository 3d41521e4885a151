define(`[Exposed=Window] interface HTMLParagraphElement : HTMLElement {};`);
