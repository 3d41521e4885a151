define(`[Exposed=Window] interface HTMLTitleElement : HTMLElement {};`);
