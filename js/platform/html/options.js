// The options of a select element. Which of them are selected, the host knows.
// https://html.spec.whatwg.org/#the-select-element
library({
  optionsSlots(select, element) {
    const slots = $.computed(() => $.h.options(select.id));
    slots.select = select;
    slots.element = element;
    return slots;
  },
  optionsOf(impl) {
    return $.wrapAll($.h.options(impl.id)).map($.impl);
  },
  optionValue(id) {
    return $.h.get_attribute(id, "value") ?? $.h.option_text(id);
  },
  // https://html.spec.whatwg.org/#concept-select-size
  displaySize(impl) {
    return $.reflectNumber(impl, "size", $.h.has_attribute(impl.id, "multiple") ? 4 : 1, "unsigned long", true);
  },
  selectedIndex(select) {
    const [first] = $.idList($.h.selected_options(select.id));
    return first === undefined ? -1 : $.idList($.h.options(select.id)).indexOf(first);
  },
  // https://html.spec.whatwg.org/#dom-select-selectedindex: -1, or any index out of range, selects nothing
  selectValue(select, value) {
    $.selectAt(
      select,
      $.idList($.h.options(select.id)).findIndex((id) => $.optionValue(id) === value),
    );
  },
  selectAt(select, index) {
    $.h.select_only(select.id, `${$.idList($.h.options(select.id))[index] ?? ""}`);
  },
  namedOption(select, name) {
    const found = name === "" ? undefined : $.idList($.h.options(select.id)).find((id) => $.hasName(id, name));
    return found === undefined ? undefined : $.wrap(found);
  },
  optionNames(select) {
    const names = new Set();
    for (const id of $.idList($.h.options(select.id))) for (const name of ["id", "name"]) names.add($.h.get_attribute(id, name));
    names.delete(null);
    names.delete("");
    return [...names];
  },
  // https://html.spec.whatwg.org/#dom-htmloptionscollection-length
  resizeOptions(element, select, length) {
    const options = $.wrapAll($.h.options(select.id));
    if (length > options.length) {
      if (length > 100000) return;
      for (let i = options.length; i < length; i++) element.appendChild($.newElement("option"));
    } else for (const option of options.slice(length)) option.parentNode.removeChild(option);
  },
  // https://html.spec.whatwg.org/#dom-htmloptionscollection-add
  addOption(element, select, added, before) {
    if (!$.is(added, "HTMLOptionElement") && !$.is(added, "HTMLOptGroupElement"))
      throw new $.TypeError("parameter 1 is not an option or an optgroup element.");
    let reference = null;
    if ($.is(before, "HTMLElement")) {
      if (!element.contains(before))
        throw new $.DOMException(
          "The node before which the new node is to be inserted is not a descendant of this node.",
          "NotFoundError",
        );
      reference = before;
    } else if (before !== null && before !== undefined)
      reference = $.wrapAll($.h.options(select.id))[$.integer(before, 32, true, 0)] ?? null;
    if (added === reference) return;
    (reference === null ? element : reference.parentNode).insertBefore(added, reference);
  },
  removeOption(select, index) {
    const option = $.wrapAll($.h.options(select.id))[index];
    if (option !== undefined) option.parentNode.removeChild(option);
  },
  // https://html.spec.whatwg.org/#dom-htmloptionscollection-setter; false when the key is no index
  setOptionAt(element, select, key, option) {
    if (!/^(?:0|[1-9]\d*)$/.test(key)) return false;
    const index = +key;
    if (option === null || option === undefined) {
      $.removeOption(select, index);
      return true;
    }
    if (!$.is(option, "HTMLOptionElement")) throw new $.TypeError("The provided value is not of type 'HTMLOptionElement'.");
    const options = $.wrapAll($.h.options(select.id));
    if (index < options.length) options[index].parentNode.replaceChild(option, options[index]);
    else {
      if (index > options.length) $.resizeOptions(element, select, index);
      element.appendChild(option);
    }
    return true;
  },
});
