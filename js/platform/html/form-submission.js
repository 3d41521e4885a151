// Submitting and resetting forms. https://html.spec.whatwg.org/#form-submission-2, #reset-a-form
library({
  // https://html.spec.whatwg.org/#concept-form-submit; `submitter` is the form itself when no button is
  submitForm(form, impl, submitter, fromSubmit) {
    if (!$.h.is_connected(impl.id)) return; // 1
    const s = $.impl(submitter);
    if (!fromSubmit) {
      if (impl.firing) return; // 5.1
      impl.firing = true; // 5.2
      try {
        const skip = submitter === form ? $.h.has_attribute(impl.id, "novalidate") : $.h.has_attribute(s.id, "formnovalidate") || $.h.has_attribute(impl.id, "novalidate");
        if (!skip && !$.reportForm(impl)) return; // 5.4
        const init = { bubbles: true, cancelable: true, submitter: submitter === form ? null : submitter };
        if (!$.fire(form, "submit", init, "SubmitEvent")) return; // 5.6
      } finally { impl.firing = false; }
      if (!$.h.is_connected(impl.id)) return; // 5.9
    }
    const entries = $.entryList(form, impl, submitter === form ? null : submitter); // 7
    if (entries === null) return;
    const own = (name) => (submitter !== form && $.h.has_attribute(s.id, `form${name}`) ? [s, `form${name}`] : [impl, name]);
    const method = $.enumerated(...own("method"), $.formMethods, "get", "get"); // 13
    if (method === "dialog") return $.submitToDialog(impl, submitter === form ? null : submitter); // 14
    const [holder, name] = own("action");
    const action = $.h.get_attribute(holder.id, name) || $.h.document_url(); // 15
    const url = $.h.resolve_url(action);
    if (url === null) return; // 17
    const enctype = $.enumerated(...own("enctype"), $.enctypes, $.enctypes[0], $.enctypes[0]);
    const [targeted, attribute] = own("target");
    const target = $.h.get_attribute(targeted.id, attribute) ?? $.baseTarget();
    $.planNavigation(impl, () => $.sendForm(url, method, enctype, target, entries));
  },
  // https://html.spec.whatwg.org/#planned-navigation: the last submission of a task wins
  planNavigation(impl, steps) {
    const plan = (impl.planned = {});
    $.queueTask(() => { if (impl.planned === plan) { impl.planned = null; steps(); } });
  },
  sendForm(url, method, enctype, target, entries) {
    const http = /^https?:/.test(url);
    const pairs = () => $.str(JSON.stringify(entries.map(([name, value]) => [name, typeof value === "string" ? value.replace(/\r\n?|\n/g, "\r\n") : value.name])));
    if (method === "get" || !http) {
      // AD-HOC: schemes without a method of their own get the query as well
      const mutable = /^(?:https?|file|data):/.test(url);
      $.h.follow_link(mutable ? $.h.with_query(url, $.h.encode_form(pairs(), $.enctypes[0])) : url, target);
    } else if (enctype === "multipart/form-data") {
      const data = $.newFormData(entries);
      const response = new ($.exposed("Response"))(data);
      const type = response.headers.get("content-type");
      response.arrayBuffer().then((buffer) => { $.handover[0] = buffer; $.h.post_form(url, target, type); });
    } else {
      $.h.utf8_encode($.h.encode_form(pairs(), enctype), false);
      $.h.post_form(url, target, enctype);
    }
  },
  // https://html.spec.whatwg.org/#constructing-the-form-data-set, as [name, string or File]; null while one is under way
  entryList(form, impl, submitter) {
    if (impl.constructing) return null;
    impl.constructing = true;
    try {
      const entries = [];
      for (const element of $.wrapAll($.h.form_controls(impl.id, true))) $.appendEntries(element, submitter, entries);
      const formData = $.newFormData(entries);
      $.fire(form, "formdata", { bubbles: true, formData }, "FormDataEvent");
      return $.impl(formData).entries.slice();
    } finally { impl.constructing = false; }
  },
  appendEntries(element, submitter, entries) {
    const { h } = $;
    const field = $.impl(element);
    const { is } = field;
    if (h.has_ancestor(field.id, "datalist") || h.is_disabled(field.id)) return; // 5.1
    const type = is.HTMLInputElement ? $.syncType(field) : "";
    const button = is.HTMLButtonElement || ["submit", "image", "reset", "button"].includes(type);
    if (button && element !== submitter) return;
    if ((type === "checkbox" || type === "radio") && !h.is_checked(field.id)) return;
    const name = h.get_attribute(field.id, "name") ?? "";
    if (type === "image") { // 5.2
      const prefix = name === "" ? "" : `${name}.`;
      entries.push([`${prefix}x`, "0"], [`${prefix}y`, "0"]);
      return;
    }
    if (field.formValue !== undefined) { // 5.3: a form-associated custom element
      if (field.formValue !== null && (typeof field.formValue !== "string" || name !== "")) $.appendFormValue(name, field.formValue, entries);
      return;
    }
    if (name === "" || is.HTMLObjectElement || is.HTMLFieldSetElement || is.HTMLOutputElement) return; // 5.4
    if (is.HTMLSelectElement) {
      for (const id of $.idList(h.selected_options(field.id))) if (!h.is_disabled(id)) entries.push([name, $.optionValue(id)]); // 5.6
    } else if (type === "file") {
      const files = field.files?.length ? [...field.files] : [new ($.exposed("File"))([], "", { type: "application/octet-stream" })];
      for (const file of files) entries.push([name, file]); // 5.8
    } else if (type === "hidden" && $.lower(name) === "_charset_") entries.push([name, "UTF-8"]); // 5.9
    else if (is.HTMLTextAreaElement) entries.push([name, $.textAreaValue(field)]);
    else if (is.HTMLButtonElement) entries.push([name, h.get_attribute(field.id, "value") ?? ""]);
    else if (is.HTMLInputElement) entries.push([name, $.inputValue(field)]); // 5.10
    const direction = h.get_attribute(field.id, "dirname"); // 5.11
    if (direction && (is.HTMLTextAreaElement || is.HTMLInputElement)) entries.push([direction, h.get_attribute(field.id, "dir") === "rtl" ? "rtl" : "ltr"]);
  },
  appendFormValue(name, value, entries) {
    if ($.is(value, "FormData")) for (const [key, each] of value) entries.push([key, each]);
    else entries.push([name, value]);
  },
  // https://html.spec.whatwg.org/#concept-form-reset
  resetForm(form, impl) {
    if (impl.resetting) return;
    impl.resetting = true;
    try {
      if (!$.fire(form, "reset", { bubbles: true, cancelable: true }, "Event")) return;
      for (const element of $.wrapAll($.h.form_controls(impl.id, true))) $.resetControl(element, $.impl(element));
    } finally { impl.resetting = false; }
  },
  resetControl(element, impl) {
    const { is } = impl;
    if (is.HTMLInputElement) {
      Object.assign(impl, { dirty: false, value: undefined, files: undefined, edited: false });
      $.h.forget_state(impl.id);
    } else if (is.HTMLTextAreaElement) Object.assign(impl, { dirty: false, value: undefined, edited: false });
    else if (is.HTMLSelectElement) $.h.forget_state(impl.id);
    else if (is.HTMLOutputElement && impl.defaultOverride !== undefined) {
      $.h.set_text_content(impl.id, impl.defaultOverride);
      impl.defaultOverride = undefined;
    } else if (impl.custom) $.react(element, impl, "formResetCallback", []);
  },
  baseTarget() {
    const base = $.global.document.querySelector("base[target]");
    return base === null ? "" : base.target;
  },
  // https://html.spec.whatwg.org/#implicit-submission: Enter in a text control; the host's key presses call it
  submitImplicitly(id) {
    const owner = $.h.form_owner(id);
    if (owner === null) return;
    const form = $.wrap(owner);
    const button = $.wrap($.h.default_button(owner));
    if (button !== null) { if (!$.h.is_disabled($.impl(button).id)) $.click(button, $.impl(button), true); return; }
    const blocking = $.formControls(owner).filter((e) => $.is(e, "HTMLInputElement") && $.selectable($.impl(e)));
    if (blocking.length <= 1) $.submitForm(form, $.impl(form), form, false);
  },
});
