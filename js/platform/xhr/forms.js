// The entries of a form.
library({
  // https://html.spec.whatwg.org/#create-an-entry
  formValue(value, filename) {
    if (!$.is(value, "Blob")) {
      if (filename !== undefined) throw new $.TypeError("Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'.");
      return $.usv(value);
    }
    const { buffer, type, name, lastModified } = $.impl(value);
    if ($.is(value, "File") && filename === undefined) return value;
    return $.newFile(buffer, type, filename ?? name ?? "blob", lastModified ?? Date.now());
  },
  // https://html.spec.whatwg.org/#constructing-the-form-data-set; FIXME: image buttons, dirname and form-associated custom elements
  formEntries(form, submitter) {
    if (submitter !== null && submitter.form !== form) throw new $.DOMException("The specified element is not owned by this form element.", "NotFoundError");
    const entries = [];
    for (const field of form.elements) {
      const { name, type } = field;
      if (!name || field.disabled || $.isDisabledByFieldset(field) || field.closest?.("datalist")) continue;
      if (["submit", "image", "button", "reset"].includes(type)) { if (field === submitter) entries.push([name, field.value]); continue; }
      if ($.is(field, "HTMLSelectElement")) for (const option of field.options) { if (option.selected && !option.disabled) entries.push([name, option.value]); }
      else if (type === "checkbox" || type === "radio") { if (field.checked) entries.push([name, field.value]); }
      else if (type === "file") {
        const files = field.files ? [...Array(field.files.length).keys()].map((i) => field.files.item(i)) : [];
        for (const file of files.length ? files : [$.newFile(new ArrayBuffer(0), "application/octet-stream", "", Date.now())]) entries.push([name, file]);
      } else if (!["object", "output", "fieldset"].includes(field.localName)) entries.push([name, $.usv(field.value ?? "")]);
    }
    return entries;
  },
  isDisabledByFieldset(field) {
    const fieldset = field.closest?.("fieldset[disabled]");
    return !!fieldset && !fieldset.querySelector("legend")?.contains(field);
  },
});
