// https://html.spec.whatwg.org/#htmldirectoryelement
define(`[Exposed=Window] interface HTMLDirectoryElement : HTMLElement { [Reflect] attribute boolean compact; };`);
