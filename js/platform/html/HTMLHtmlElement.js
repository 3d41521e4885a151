define(`[Exposed=Window] interface HTMLHtmlElement : HTMLElement {};`);
