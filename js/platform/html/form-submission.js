// Submitting and resetting forms. https://html.spec.whatwg.org/#form-submission-2, #reset-a-form
library({
  // https://html.spec.whatwg.org/#concept-form-submit; `submitter` is the form itself when there is no button
  submitForm(form, impl, submitter, fromSubmitMethod) {
    // 1.
    if (!$.h.is_connected(impl.id)) return;
    // 2.
    if (impl.constructing) return;
    // 3., 4. FIXME: the sandboxed forms browsing context flag is not asked for.
    const s = $.impl(submitter);
    // 5.
    if (!fromSubmitMethod) {
      // 5.1
      if (impl.firing) return;
      // 5.2
      impl.firing = true;
      try {
        // 5.3 FIXME: there is no user validity.
        // 5.4
        const noValidate =
          $.h.has_attribute(impl.id, "novalidate") || (submitter !== form && $.h.has_attribute(s.id, "formnovalidate"));
        if (!noValidate && !$.interactivelyValidate(impl)) return;
        // 5.5
        const submitterButton = submitter === form ? null : submitter;
        // 5.6, 5.8
        if (!$.fire(form, "submit", { bubbles: true, cancelable: true, submitter: submitterButton }, "SubmitEvent")) return;
      } finally {
        // 5.7
        impl.firing = false;
      }
      // 5.9
      if (!$.h.is_connected(impl.id)) return;
    }
    // 6. - 8.
    const encoding = $.h.form_encoding(impl.id);
    const entries = $.entryList(form, impl, submitter === form ? null : submitter, encoding);
    // 9.
    if (!$.h.is_connected(impl.id)) return;
    const own = (name) => (submitter !== form && $.h.has_attribute(s.id, `form${name}`) ? [s, `form${name}`] : [impl, name]);
    // 10.
    const method = $.enumerated(...own("method"), $.formMethods, "get", "get");
    // 11.
    if (method === "dialog") return $.submitToDialog(impl, submitter === form ? null : submitter);
    // 12., 13.
    const [holder, name] = own("action");
    const action = $.h.get_attribute(holder.id, name) || $.h.document_url();
    // 14.
    const url = $.h.resolve_url(action);
    // 15.
    if (url === null) return;
    // 17.
    const enctype = $.enumerated(...own("enctype"), $.enctypes, $.enctypes[0], $.enctypes[0]);
    // 18. - 20.
    const [targeted, attribute] = own("target");
    const target = $.h.get_attribute(targeted.id, attribute) ?? $.baseTarget();
    // 21. - 25. are the host's. FIXME: it does not hear of the form's `rel`.
    // 26.
    $.planToNavigate(impl, () => $.sendForm(url, method, enctype, target, entries, encoding));
  },
  // The last submission of a task wins. https://html.spec.whatwg.org/#plan-to-navigate
  planToNavigate(impl, navigate) {
    const plan = {};
    // 4.
    $.queueTask(() => {
      // 3.
      if (impl.planned !== plan) return;
      // 4.1
      impl.planned = null;
      // 4.2
      navigate();
    });
    // 5.
    impl.planned = plan;
  },
  // https://html.spec.whatwg.org/#concept-form-submit, step 16 and the table of schemes and methods
  sendForm(url, method, enctype, target, entries, encoding) {
    const http = /^https?:/.test(url);
    const pairs = () => $.str(JSON.stringify($.nameValuePairs(entries)));
    if (method === "get" || !http) {
      // AD-HOC: schemes without a method of their own get the query as well
      const mutable = /^(?:https?|file|data):/.test(url);
      $.h.follow_link(mutable ? $.h.with_query(url, $.h.encode_form(pairs(), $.enctypes[0], encoding)) : url, target);
    } else if (enctype === "multipart/form-data") {
      const [buffer, type] = $.encodeForm(entries, encoding);
      $.handover[0] = buffer;
      $.h.post_form(url, target, type);
    } else {
      $.h.encode_text($.h.encode_form(pairs(), enctype, encoding), encoding);
      $.h.post_form(url, target, enctype);
    }
  },
  // https://html.spec.whatwg.org/#convert-to-a-list-of-name-value-pairs
  nameValuePairs(entries) {
    const lines = (text) => text.replace(/\r\n?|\n/g, "\r\n");
    return entries.map(([name, value]) => [lines(name), lines(typeof value === "string" ? value : value.name)]);
  },
  // The entries of a form as [name, string or File]; null while they are being constructed already.
  // https://html.spec.whatwg.org/#constructing-the-form-data-set
  entryList(form, impl, submitter, encoding) {
    // 1.
    if (impl.constructing) return null;
    // 2.
    impl.constructing = true;
    try {
      // 4.
      const entries = [];
      // 3., 5.
      for (const element of $.wrapAll($.h.form_controls(impl.id, true))) $.appendEntries(element, submitter, entries, encoding);
      // 6.
      const formData = $.newFormData(entries);
      // 7.
      $.fire(form, "formdata", { bubbles: true, formData }, "FormDataEvent");
      // 9.
      return $.impl(formData).entries.slice();
    } finally {
      // 8.
      impl.constructing = false;
    }
  },
  // https://html.spec.whatwg.org/#constructing-the-form-data-set, step 5
  appendEntries(element, submitter, entries, encoding) {
    const { h } = $;
    const field = $.impl(element);
    const { is } = field;
    // 5.1
    if (h.has_ancestor(field.id, "datalist") || h.is_disabled(field.id)) return;
    const type = is.HTMLInputElement ? $.syncType(field) : "";
    const button = is.HTMLButtonElement || ["submit", "image", "reset", "button"].includes(type);
    if (button && element !== submitter) return;
    if ((type === "checkbox" || type === "radio") && !h.is_checked(field.id)) return;
    const name = h.get_attribute(field.id, "name") ?? "";
    // 5.2
    if (type === "image") {
      // 5.2.2
      const prefix = name === "" ? "" : `${name}.`;
      // 5.2.3 - 5.2.7. AD-HOC: nothing is laid out, so the selected coordinate is always (0, 0).
      entries.push([`${prefix}x`, "0"], [`${prefix}y`, "0"]);
      return;
    }
    // 5.3
    if (field.definition?.formAssociated) return $.appendFormValue(name, field.formValue ?? null, entries);
    // 5.4
    if (name === "" || is.HTMLObjectElement || is.HTMLFieldSetElement || is.HTMLOutputElement) return;
    // 5.6
    if (is.HTMLSelectElement) {
      for (const id of $.idList(h.selected_options(field.id))) if (!h.is_disabled(id)) entries.push([name, $.optionValue(id)]);
    } else if (type === "file") {
      // 5.8
      const files = field.files?.length
        ? [...field.files]
        : [new ($.exposed("File"))([], "", { type: "application/octet-stream" })];
      for (const file of files) entries.push([name, file]);
    } else if (type === "hidden" && $.lower(name) === "_charset_") {
      // 5.9
      entries.push([name, encoding]);
    } else {
      // 5.7, 5.10
      if (is.HTMLTextAreaElement) entries.push([name, $.textAreaValue(field)]);
      else if (is.HTMLButtonElement) entries.push([name, h.get_attribute(field.id, "value") ?? ""]);
      else if (is.HTMLInputElement) entries.push([name, $.inputValue(field)]);
    }
    // 5.11
    const direction = h.get_attribute(field.id, "dirname");
    if (direction && (is.HTMLTextAreaElement || (is.HTMLInputElement && $.hasDirname(type))))
      entries.push([direction, $.directionality(field.id)]);
  },
  // The types of input elements whose direction is submitted. https://html.spec.whatwg.org/#auto-directionality-form-associated-elements
  hasDirname(type) {
    return ["hidden", "text", "search", "tel", "url", "email", "password", "submit", "reset", "button"].includes(type);
  },
  // https://html.spec.whatwg.org/#the-directionality
  // AD-HOC: of the direction that a form submits, only the element's own `dir` counts, neither its text nor its ancestors.
  directionality(id) {
    return $.lower($.h.get_attribute(id, "dir") ?? "") === "rtl" ? "rtl" : "ltr";
  },
  // https://html.spec.whatwg.org/#face-entry-construction
  appendFormValue(name, value, entries) {
    if ($.is(value, "FormData")) for (const entry of $.impl(value).entries) entries.push(entry);
    else if (name !== "" && value !== null) entries.push([name, $.formValue(value, undefined)]);
  },
  // https://html.spec.whatwg.org/#concept-form-reset, with the lock of https://html.spec.whatwg.org/#dom-form-reset
  // INTEROP: a form that is being reset is not reset again by its reset buttons either.
  resetForm(form, impl) {
    if (impl.resetting) return;
    impl.resetting = true;
    try {
      // 1., 2.
      if (!$.fire(form, "reset", { bubbles: true, cancelable: true }, "Event")) return;
      const controls = $.wrapAll($.h.form_controls(impl.id, true));
      $.withReactions(() => {
        for (const element of controls) $.resetControl(element, $.impl(element));
      });
    } finally {
      impl.resetting = false;
    }
  },
  // https://html.spec.whatwg.org/#concept-form-reset-control, of every kind of control
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
    } else if (impl.custom) $.enqueueReaction(impl, "formResetCallback", []);
  },
  baseTarget() {
    const base = $.global.document.querySelector("base[target]");
    return base === null ? "" : base.target;
  },
  // Enter in a text control; the host's key presses call it. https://html.spec.whatwg.org/#implicit-submission
  submitImplicitly(id) {
    const owner = $.h.form_owner(id);
    if (owner === null) return;
    const form = $.wrap(owner);
    const button = $.wrap($.h.default_button(owner));
    if (button !== null) {
      if (!$.h.is_disabled($.impl(button).id)) $.click(button, $.impl(button), true);
      return;
    }
    // 1.
    if ($.formControls(owner).filter((e) => $.blocksImplicitSubmission($.impl(e))).length > 1) return;
    // 2.
    $.submitForm(form, $.impl(form), form, false);
  },
  // https://html.spec.whatwg.org/#field-that-blocks-implicit-submission
  blocksImplicitSubmission(impl) {
    const types = "text search tel url email password date month week time datetime-local number";
    return impl.is.HTMLInputElement === true && types.split(" ").includes($.syncType(impl));
  },
});
