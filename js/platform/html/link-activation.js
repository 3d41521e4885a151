// Activation behavior of labels, links and summaries.
library({
  // https://html.spec.whatwg.org/#the-label-element: the click goes on to the labeled control
  activateLabel(element, impl, event) {
    const control = $.wrap($.h.labeled_control(impl.id));
    if (control === null) return;
    const { target } = event;
    if (control.contains(target) || $.h.is_disabled($.impl(control).id)) return;
    for (let node = target; node && node !== element; node = node.parentNode) if ($.isInteractive(node)) return;
    $.focus($.impl(control));
    $.click(control, $.impl(control), event.isTrusted);
  },
  // https://html.spec.whatwg.org/#interactive-content
  isInteractive(node) {
    const impl = $.impl(node);
    if (impl === undefined || !impl.is.HTMLElement) return false;
    const has = (name) => $.h.has_attribute(impl.id, name);
    switch ($.h.local_name(impl.id)) {
      case "a":
        return has("href");
      case "audio":
      case "video":
        return has("controls");
      case "img":
      case "object":
        return has("usemap");
      case "input":
        return $.inputType(impl) !== "hidden";
      case "button":
      case "details":
      case "embed":
      case "iframe":
      case "label":
      case "select":
      case "textarea":
        return true;
    }
    return has("tabindex");
  },
  // https://html.spec.whatwg.org/#following-hyperlinks-2
  followLink(element, impl) {
    const href = $.h.get_attribute(impl.id, "href");
    if (href === null) return;
    if ($.h.has_attribute(impl.id, "download")) return $.missing("downloading a link");
    const url = $.h.resolve_url(href);
    if (url === null) return;
    const target = $.h.get_attribute(impl.id, "target") ?? $.baseTarget();
    $.h.follow_link(url, target);
  },
  // https://html.spec.whatwg.org/#summary-for-its-parent-details
  activateSummary(element) {
    const details = element.parentNode;
    if (!$.is(details, "HTMLDetailsElement")) return;
    const [first] = $.wrapAll($.h.child_elements($.impl(details).id, "summary"));
    if (first === element) details.open = !details.open;
  },
});
