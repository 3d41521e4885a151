define(`[Exposed=Window] interface HTMLUnknownElement : HTMLElement {};`);
