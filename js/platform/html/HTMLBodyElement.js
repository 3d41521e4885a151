define(`[Exposed=Window] interface HTMLBodyElement : HTMLElement {};`);
