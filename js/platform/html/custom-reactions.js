// Custom element reactions: upgrades, and what follows the host operations that change the tree or an attribute.
// https://html.spec.whatwg.org/#custom-element-reactions
library({
  get customState() {
    return { watching: false, noted: false, parsing: false, stack: [], arrived: [], backup: [], inForms: [] };
  },
  // the operations that are followed by the reactions they caused; shim/engine/platform/operations.py has the same list
  get reactiveOperations() {
    return [
      "insert",
      "move",
      "remove",
      "remove_child",
      "replace_child",
      "replace_children",
      "set_text_content",
      "set_inner_html",
      "set_html_unsafe",
      "set_outer_html",
      "insert_adjacent_html",
      "contextual_fragment",
      "range_contents",
      "range_insert",
      "set_title",
      "write",
      "open_document",
      "set_attribute",
      "remove_attribute",
      "set_attribute_ns",
      "put_attribute",
      "adopt",
    ];
  },
  watchReactions() {
    if ($.customState.watching) return;
    $.customState.watching = true;
    const { h } = $;
    for (const name of $.reactiveOperations) {
      const original = h[name];
      const isOfAttribute = name.includes("attribute");
      h[name] = (...args) => {
        // OPTIMIZATION: nobody reacts to an attribute of any other element
        if (isOfAttribute && $.impls[args[0]]?.custom === undefined && $.customState.inForms.length === 0)
          return original(...args);
        $.beginReactions();
        try {
          return original(...args);
        } finally {
          $.endReactions();
        }
      };
    }
    const { create_element: create, create_element_ns: createNS, clone } = h;
    $.plainCreate = create;
    $.plainCreateNS = createNS;
    // an element that its constructor has seen has its wrapper already
    const adoptNode = $.adoptNode;
    $.adoptNode = (id, name, hasHandlers) => $.nodes[id] ?? adoptNode(id, name, hasHandlers);
    h.create_element = (documentId, name) => {
      const registry = $.registryOf(documentId);
      const definition = registry?.definitions.get(name);
      if (definition === undefined || definition.localName !== name) return create(documentId, name);
      return $.createCustom(definition, registry, documentId, () => create(documentId, name));
    };
    h.create_element_ns = (documentId, namespace, name) => {
      const create = () => createNS(documentId, namespace, name);
      const registry = namespace === "http://www.w3.org/1999/xhtml" ? $.registryOf(documentId) : null;
      const { prefix, local } = $.namesOf(name);
      const definition = registry?.definitions.get(local);
      if (definition === undefined || definition.localName !== local) return create();
      return $.createCustom(definition, registry, documentId, create, prefix);
    };
    const { range_contents: contents } = h;
    h.range_contents = (number, copy, remove) => {
      const made = contents(number, copy, remove);
      if (copy) $.upgradeBelow(made);
      return made;
    };
    h.clone = (id, deep, documentId) => {
      const made = clone(id, deep, documentId);
      // what comes of the contents of a template, or goes into another document, waits until it is inserted
      if ((documentId ?? h.owner_document(made)) === $.documentId && (documentId !== null || $.registryOf(id) !== null))
        $.upgradeBelow(made);
      return made;
    };
  },
  upgradeBelow(root) {
    $.withReactions(() => {
      for (const id of $.idList($.h.custom_within(root))) $.tryUpgrade(id);
    });
  },
  beginReactions() {
    const { stack } = $.customState;
    if (stack.length > 0) $.readNotes();
    stack.push([]);
  },
  endReactions() {
    $.readNotes();
    for (const impl of $.customState.inForms) $.followForm(impl);
    const queue = $.customState.stack.pop();
    const { arrived } = $.customState;
    if (arrived.length > 0) {
      $.customState.arrived = [];
      queue.unshift(...arrived);
    }
    $.invokeReactions(queue);
  },
  // does something, and then what reacts to it. https://html.spec.whatwg.org/#cereactions
  withReactions(steps) {
    if (!Object.hasOwn($, "customState")) return steps();
    $.beginReactions();
    try {
      return steps();
    } finally {
      $.endReactions();
    }
  },
  // the host calls it with the first note; what changed outside of these operations is followed by a microtask
  noteReactions() {
    $.customState.noted = true;
    $.resolved.then($.flushReactions);
  },
  flushReactions() {
    const { noted, backup, arrived } = $.customState;
    if (!noted && backup.length === 0 && arrived.length === 0) return;
    $.beginReactions();
    $.endReactions();
  },
  // The host calls it when the parser has made elements; their constructors and callbacks may not write to the document.
  // https://html.spec.whatwg.org/#throw-on-dynamic-markup-insertion-counter
  flushParsed() {
    const { parsing, stack } = $.customState;
    $.customState.parsing = true;
    stack.push([]);
    try {
      $.endReactions();
    } finally {
      $.customState.parsing = parsing;
    }
  },
  // The host noted, in order, which elements came into a document ("+"), left it ("-"), moved in it (">"), came into another document
  // ("d") or had an attribute changed ("a").
  readNotes() {
    const state = $.customState;
    if (!state.noted) return;
    state.noted = false;
    for (const note of JSON.parse($.h.take_custom_notes())) {
      const [kind, number] = note,
        rest = note.slice(2);
      const id = number | 0;
      const impl = $.implOf(id);
      // nothing happens to an element whose constructor runs
      if (kind !== "+" && impl.custom !== "custom") continue;
      if (kind === "a") $.enqueueReaction(impl, "attributeChangedCallback", rest);
      else if (kind === "d") $.enqueueAdoption(impl, $.wrap(rest[0] | 0), $.wrap(rest[1] | 0));
      else if (kind === "-") $.enqueueReaction(impl, "disconnectedCallback", []);
      else if (kind === ">") $.enqueueMove(impl);
      else if (impl.custom === "custom") $.enqueueReaction(impl, "connectedCallback", []);
      else $.tryUpgrade(id);
    }
  },
  // https://html.spec.whatwg.org/#enqueue-a-custom-element-callback-reaction
  enqueueReaction(impl, name, args) {
    const { definition } = impl;
    const callback = definition?.callbacks[name];
    if (callback === undefined) return;
    if (name === "attributeChangedCallback" && !definition.observed.has(args[0])) return;
    $.addReaction(impl, callback, args);
    $.enqueueElement(impl);
  },
  // `callback` null: an upgrade
  addReaction(impl, callback, args) {
    (impl.reactions ??= []).push({ callback, element: $.wrap(impl.id), args });
  },
  // An element has come from another realm's document into the window's; the operation that is under way may take it on from there,
  // and its reactions follow that operation.
  enqueueArrival(impl, before) {
    const callback = impl.definition.callbacks.adoptedCallback;
    if (callback === undefined) return;
    $.addReaction(impl, callback, [before, $.global.document]);
    impl.reactions.at(-1).isArrival = true;
    if ($.customState.arrived.push(impl) === 1) $.resolved.then($.flushReactions);
  },
  enqueueAdoption(impl, before, after) {
    const last = impl.reactions?.at(-1);
    if (last?.isArrival) last.args[1] = after;
    else $.enqueueReaction(impl, "adoptedCallback", [before, after]);
  },
  enqueueMove(impl) {
    if (impl.definition?.callbacks.connectedMoveCallback !== undefined) $.enqueueReaction(impl, "connectedMoveCallback", []);
    else {
      $.enqueueReaction(impl, "disconnectedCallback", []);
      $.enqueueReaction(impl, "connectedCallback", []);
    }
  },
  // https://html.spec.whatwg.org/#enqueue-an-element-on-the-appropriate-element-queue
  enqueueElement(impl) {
    const { stack, backup } = $.customState;
    if (stack.length > 0) {
      stack[stack.length - 1].push(impl);
      return;
    }
    if (backup.push(impl) === 1)
      $.resolved.then(() => {
        $.customState.backup = [];
        $.invokeReactions(backup);
      });
  },
  // https://html.spec.whatwg.org/#invoke-custom-element-reactions
  invokeReactions(queue) {
    for (let i = 0; i < queue.length; i++) {
      const impl = queue[i];
      const { reactions } = impl;
      while (reactions.length > 0) {
        const { callback, element, args } = reactions.shift();
        if (callback !== null) $.invoke(callback, element, args);
        // an earlier reaction may have brought it into the document of another realm
        else ($.impl(element) === undefined ? $.realmOf(element) : $).upgradeNow(element, impl, args);
      }
    }
  },
  // https://html.spec.whatwg.org/#concept-try-upgrade; with `definition` only if that is the element's
  tryUpgrade(id, definition = undefined) {
    const impl = $.implOf(id);
    if (impl.custom !== undefined) return;
    const found = $.definitionFor(impl);
    if (found === undefined || (definition !== undefined && found !== definition)) return;
    $.addReaction(impl, null, found);
    $.enqueueElement(impl);
  },
  setCustomState(impl, state) {
    impl.custom = state;
    $.h.set_custom_state(impl.id, state);
  },
  // An upgrade whose exception is reported. https://html.spec.whatwg.org/#concept-upgrade-an-element
  upgradeNow(element, impl, definition) {
    // 1.
    if (impl.custom !== undefined) return;
    const registry = $.registryOf(impl.id) ?? $.globalRegistry;
    // 2., 3.
    impl.definition = definition;
    $.setCustomState(impl, "failed");
    // 4.
    if (definition.observed.size > 0)
      for (const [name, value, namespace] of JSON.parse($.h.attributes_of(impl.id)))
        $.enqueueReaction(impl, "attributeChangedCallback", [name, null, value, namespace]);
    // 5.
    if ($.h.is_connected(impl.id)) $.enqueueReaction(impl, "connectedCallback", []);
    // 6.
    definition.stack.push(element);
    // 8., 9.
    try {
      if (definition.disabled.includes("shadow") && $.h.shadow_root(impl.id) !== null)
        throw new $.DOMException("the element has a shadow root, which its definition forbids", "NotSupportedError");
      $.setCustomState(impl, "precustomized");
      if ($.construct(definition, registry) !== element)
        throw new $.TypeError("The custom element constructor did not produce the element being upgraded.");
    } catch (error) {
      $.setCustomState(impl, "failed");
      impl.definition = null;
      if (impl.reactions !== undefined) impl.reactions.length = 0;
      // the parser makes such an element anew
      if ($.customState.parsing && definition.name === definition.localName)
        Object.setPrototypeOf(element, $.prototypeOf("HTMLUnknownElement"));
      $.realmBehind(definition.constructor).report(error);
      return;
    } finally {
      definition.stack.pop();
    }
    // 10.
    if (definition.formAssociated) $.joinForms(impl);
    // 11.
    $.setCustomState(impl, "custom");
  },
  joinForms(impl) {
    Object.assign(impl, { formOwner: null, isDisabled: false });
    $.customState.inForms.push(impl);
    $.followForm(impl);
  },
  // Reactions of a form-associated element whose form has changed, or that was disabled or enabled.
  // https://html.spec.whatwg.org/#custom-element-reactions
  followForm(impl) {
    const owner = $.h.form_owner(impl.id);
    if (owner !== impl.formOwner) $.enqueueReaction(impl, "formAssociatedCallback", [$.wrap(owner)]);
    impl.formOwner = owner;
    const isDisabled = $.h.is_disabled(impl.id);
    if (isDisabled !== impl.isDisabled) $.enqueueReaction(impl, "formDisabledCallback", [isDisabled]);
    impl.isDisabled = isDisabled;
  },
});
