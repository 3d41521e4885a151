// Style sheets of link and style elements. https://html.spec.whatwg.org/#the-link-element, #the-style-element
library({
  get linkTypes() {
    return [
      "alternate",
      "canonical",
      "dns-prefetch",
      "icon",
      "manifest",
      "modulepreload",
      "next",
      "pingback",
      "preconnect",
      "prefetch",
      "preload",
      "search",
      "stylesheet",
    ];
  },
  get sandboxKeywords() {
    return [
      "allow-downloads",
      "allow-forms",
      "allow-modals",
      "allow-orientation-lock",
      "allow-pointer-lock",
      "allow-popups",
      "allow-popups-to-escape-sandbox",
      "allow-presentation",
      "allow-same-origin",
      "allow-scripts",
      "allow-top-navigation",
      "allow-top-navigation-by-user-activation",
      "allow-top-navigation-to-custom-protocols",
    ];
  },
  // the sheet of a connected style element or a loaded style sheet link, null without one
  styleSheetOf(element) {
    const impl = $.impl(element);
    if (!$.h.is_connected(impl.id)) return null;
    if (impl.is.HTMLLinkElement) {
      const relations = ($.h.get_attribute(impl.id, "rel") ?? "").toLowerCase().split(/[\t\n\f\r ]+/);
      if (!relations.includes("stylesheet") || impl.loadState !== "complete" || $.h.has_attribute(impl.id, "disabled"))
        return null;
    } else {
      const type = $.lower($.h.get_attribute(impl.id, "type") ?? "");
      if (type !== "" && type !== "text/css") return null;
    }
    return (impl.sheet ??= $.createSheet(element));
  },
  // a link element's resource has loaded, or has not
  linkLoaded(id, ok) {
    const element = $.wrap(id);
    $.impl(element).loadState = ok ? "complete" : "broken";
    $.fire(element, ok ? "load" : "error", {}, "Event");
  },
});
