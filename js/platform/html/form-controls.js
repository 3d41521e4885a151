// What belongs to a form, by position and by name. https://html.spec.whatwg.org/#dom-form-elements, #dom-form-nameditem
library({
  get enctypes() { return ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]; },
  get formMethods() { return ["get", "post", "dialog"]; },
  formControls(id) {
    return $.wrapAll($.h.form_controls(id, false));
  },
  isSubmitButton(impl) {
    if (impl.is.HTMLButtonElement) return $.enumerated(impl, "type", ["submit", "reset", "button"], "submit", "submit") === "submit";
    return impl.is.HTMLInputElement === true && ["submit", "image"].includes($.inputType(impl));
  },
  hasName(element, name) {
    const { id } = $.impl(element);
    return $.h.get_attribute(id, "id") === name || $.h.get_attribute(id, "name") === name;
  },
  // https://html.spec.whatwg.org/#dom-form-nameditem, with the past names map
  formNamed(impl, name) {
    let found = $.formControls(impl.id).filter((e) => $.hasName(e, name));
    if (found.length === 0) found = $.wrapAll($.h.form_images(impl.id)).filter((e) => $.hasName(e, name));
    if (found.length > 1) return $.create("RadioNodeList", { form: impl.id, name });
    if (found.length === 0) {
      const past = impl.pastNames?.get(name);
      return past !== undefined && $.h.form_owner($.impl(past).id) === impl.id ? past : undefined;
    }
    (impl.pastNames ??= new Map()).set(name, found[0]);
    return found[0];
  },
  formNames(impl) {
    const names = [];
    for (const element of [...$.formControls(impl.id), ...$.wrapAll($.h.form_images(impl.id))])
      for (const attribute of ["id", "name"]) {
        const name = $.h.get_attribute($.impl(element).id, attribute);
        if (name && !names.includes(name)) names.push(name);
      }
    return names;
  },
  labelsOf(element, impl) {
    if (impl.is.HTMLInputElement && $.inputType(impl) === "hidden") return null;
    return (impl.labelList ??= $.liveList(() => $.h.labels(impl.id)));
  },
});
