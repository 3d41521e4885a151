// https://html.spec.whatwg.org/#htmldatalistelement
define(
  `[Exposed=Window] interface HTMLDataListElement : HTMLElement { [SameObject] readonly attribute HTMLCollection options; };`,
  class {
    get options() {
      return $.collection(impl, "tag", "option");
    }
  },
);
