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
  hasName(id, name) {
    return $.h.get_attribute(id, "id") === name || $.h.get_attribute(id, "name") === name;
  },
  // https://html.spec.whatwg.org/#dom-form-nameditem, with the past names map
  formNamed(impl, name) {
    if (name === "") return undefined;
    const among = (ids) => $.idList(ids).filter((id) => $.hasName(id, name)).join(" ");
    const controls = () => among($.h.form_controls(impl.id, false)) || among($.h.form_images(impl.id));
    const found = controls();
    if (found.includes(" ")) return $.create("RadioNodeList", $.computed(controls));
    if (found === "") {
      const past = impl.pastNames?.get(name);
      return past !== undefined && $.h.form_owner(past) === impl.id ? $.wrap(past) : undefined;
    }
    (impl.pastNames ??= new Map()).set(name, +found);
    return $.wrap(+found);
  },
  formNames(impl) {
    const names = new Set();
    for (const id of [...$.idList($.h.form_controls(impl.id, false)), ...$.idList($.h.form_images(impl.id))])
      for (const attribute of ["id", "name"]) names.add($.h.get_attribute(id, attribute));
    names.delete(null);
    names.delete("");
    return [...names];
  },
  labelsOf(impl) {
    if (impl.is.HTMLInputElement && $.inputType(impl) === "hidden") return null;
    return (impl.labelList ??= $.liveList(() => $.h.labels(impl.id)));
  },
  idList(ids) {
    return ids === "" ? [] : ids.split(" ").map(Number);
  },
});
