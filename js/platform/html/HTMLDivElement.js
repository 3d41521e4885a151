define(`[Exposed=Window] interface HTMLDivElement : HTMLElement { [Reflect] attribute DOMString align; };`);
