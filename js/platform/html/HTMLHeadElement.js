define(`[Exposed=Window] interface HTMLHeadElement : HTMLElement {};`);
