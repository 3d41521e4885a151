define(`[Exposed=Window] interface HTMLSpanElement : HTMLElement {};`);
