// https://html.spec.whatwg.org/#htmldetailselement
define(
  `
[Exposed=Window]
interface HTMLDetailsElement : HTMLElement {
  [Reflect] attribute DOMString name;
  [Reflect] attribute boolean open;
};`,
  class {},
);

library({
  // the host calls this when a details element's open attribute comes or goes; https://html.spec.whatwg.org/#queue-a-details-toggle-event-task
  detailsToggled(id, open) {
    const element = $.wrap(id);
    const impl = $.impl(element);
    if (impl.detailsOpen === open) return;
    impl.detailsOpen = open;
    $.queueToggle(element, impl, open ? "closed" : "open", open ? "open" : "closed");
    if (open) $.closeOtherDetails(element, impl);
  },
  // https://html.spec.whatwg.org/#ensure-details-exclusivity-by-closing-other-elements-if-needed
  closeOtherDetails(element, impl) {
    const name = $.h.get_attribute(impl.id, "name");
    if (!name) return;
    for (const other of element.getRootNode().querySelectorAll("details[open][name]"))
      if (other !== element && $.h.get_attribute($.impl(other).id, "name") === name)
        $.h.remove_attribute($.impl(other).id, "open");
  },
});
