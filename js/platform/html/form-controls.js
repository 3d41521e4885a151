// The controls of a form, by position and by name. https://html.spec.whatwg.org/#dom-form-elements, #dom-form-nameditem
library({
  get enctypes() {
    return ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
  },
  get formMethods() {
    return ["get", "post", "dialog"];
  },
  formControls(id) {
    return $.wrapAll($.h.form_controls(id, false));
  },
  // https://html.spec.whatwg.org/#concept-submit-button
  isSubmitButton(impl) {
    if (impl.is.HTMLButtonElement) return $.buttonType(impl) === "submit";
    return impl.is.HTMLInputElement === true && ["submit", "image"].includes($.inputType(impl));
  },
  hasName(id, name) {
    return $.h.get_attribute(id, "id") === name || $.h.get_attribute(id, "name") === name;
  },
  // https://html.spec.whatwg.org/#dom-form-nameditem
  formNamed(impl, name) {
    if (name === "") return undefined;
    const among = (ids) =>
      $.idList(ids)
        .filter((id) => $.hasName(id, name))
        .join(" ");
    const controls = () => among($.h.form_controls(impl.id, false)) || among($.h.form_images(impl.id));
    // 1., 2.
    const found = controls();
    // 4.
    if (found.includes(" ")) return $.create("RadioNodeList", $.computed(controls));
    // 3.
    if (found === "") {
      const past = impl.pastNames?.get(name);
      return past !== undefined && $.h.form_owner(past) === impl.id ? $.wrap(past) : undefined;
    }
    // 5.
    (impl.pastNames ??= new Map()).set(name, +found);
    // 6.
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
