// The entries of a form.
library({
  // https://html.spec.whatwg.org/#create-an-entry
  formValue(value, filename) {
    if (!$.is(value, "Blob")) {
      if (filename !== undefined)
        throw new $.TypeError("Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'.");
      return $.usv(value);
    }
    const { buffer, type, name, lastModified } = $.impl(value);
    if ($.is(value, "File") && filename === undefined) return value;
    return $.newFile(buffer, type, filename ?? name ?? "blob", lastModified ?? Date.now());
  },
  newFormData(entries) {
    return $.create("FormData", $.formSlots(entries));
  },
  formSlots(entries) {
    return {
      entries,
      pairs() {
        return this.entries;
      },
    };
  },
  // https://xhr.spec.whatwg.org/#dom-formdata
  formEntries(form, submitter) {
    if (submitter !== null) {
      if (!["submit", "image"].includes(submitter.type))
        throw new $.TypeError("Failed to construct 'FormData': The specified element is not a submit button.");
      if (submitter.form !== form)
        throw new $.DOMException(
          "Failed to construct 'FormData': The specified element is not owned by this form element.",
          "NotFoundError",
        );
    }
    const entries = $.entryList(form, $.impl(form), submitter, "UTF-8");
    if (entries === null)
      throw new $.DOMException("Failed to construct 'FormData': The form is constructing its entry list.", "InvalidStateError");
    return entries;
  },
});
