// Custom element reactions to the host operations that change the tree or an attribute.
// https://html.spec.whatwg.org/#custom-element-reactions
library({
  get treeOperations() {
    return [
      "insert",
      "remove",
      "remove_child",
      "replace_child",
      "replace_children",
      "collect",
      "set_text_content",
      "set_inner_html",
      "set_outer_html",
      "insert_adjacent_html",
      "write",
    ];
  },
  get attributeOperations() {
    return { set_attribute: 1, remove_attribute: 1, set_attribute_ns: 2, put_attribute: 1 };
  },
  watchReactions() {
    if ($.customState.watching) return;
    $.customState.watching = true;
    const { h } = $;
    const after = (name, steps) => {
      const original = h[name];
      h[name] = (...args) => {
        try {
          return original(...args);
        } finally {
          steps();
        }
      };
    };
    for (const name of $.treeOperations) after(name, $.flushReactions);
    for (const name in $.attributeOperations) $.watchAttribute(name, $.attributeOperations[name]);
    const { create_element: create, clone, adopt } = h;
    $.plainCreate = create;
    // an element that its constructor has seen has its wrapper already
    const adoptNode = $.adoptNode;
    $.adoptNode = (id, name, hasHandlers) => $.nodes[id] ?? adoptNode(id, name, hasHandlers);
    h.create_element = (documentId, name) => {
      const id = create(documentId, name);
      return documentId === $.documentId && $.customDefinitions.has(name) ? $.createdElement(id) : id;
    };
    h.clone = (id, deep, documentId) => {
      const made = clone(id, deep, documentId);
      if ($.h.owner_document(made) === $.documentId) for (const each of $.idList(h.custom_within(made))) $.tryUpgrade(each);
      return made;
    };
    h.adopt = (id, documentId) => {
      const before = h.owner_document(id);
      adopt(id, documentId);
      $.flushReactions();
      if (before === documentId) return;
      for (const each of $.idList(h.custom_within(id)))
        $.react($.wrap(each), $.implOf(each), "adoptedCallback", [$.wrap(before), $.wrap(documentId)]);
    };
  },
  // https://dom.spec.whatwg.org/#concept-create-element: a constructor that throws leaves an unknown element
  createdElement(id) {
    const impl = $.implOf(id);
    const definition = $.definitionFor(impl);
    if (definition === undefined || definition.name !== definition.localName) return id;
    if (!$.upgradeElement($.wrap(id), impl, definition)) Object.setPrototypeOf($.wrap(id), $.prototypeOf("HTMLUnknownElement"));
    return id;
  },
  // `at`: where the attribute's name stands among the operation's arguments
  watchAttribute(operation, at) {
    const { h } = $;
    const original = h[operation];
    h[operation] = (id, ...rest) => {
      const impl = $.impls[id];
      const observed = impl?.custom === "custom" ? impl.definition.observed : undefined;
      if (observed === undefined || observed.size === 0) return original(id, ...rest);
      const name = $.lower(rest[at - 1]);
      if (!observed.has(name)) return original(id, ...rest);
      const before = h.get_attribute(id, name);
      const result = original(id, ...rest);
      const value = h.get_attribute(id, name);
      if (before !== null || value !== null) $.react($.wrap(id), impl, "attributeChangedCallback", [name, before, value, null]);
      return result;
    };
  },
  // the host noted, in order, which elements came into a document ("+") and which left it ("-")
  flushReactions() {
    const notes = $.h.take_custom_notes();
    if (notes === "") return;
    for (const note of notes.split(" ")) {
      const id = +note.slice(1);
      const impl = $.implOf(id);
      if (impl.custom === "custom") $.react($.wrap(id), impl, note[0] === "+" ? "connectedCallback" : "disconnectedCallback", []);
      else if (note[0] === "+") $.tryUpgrade(id);
    }
  },
});
