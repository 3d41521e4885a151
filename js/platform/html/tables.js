// Algorithms that the table elements share. https://html.spec.whatwg.org/#tables
library({
  childrenOf(id, tags) {
    return $.wrapAll($.h.child_elements(id, tags));
  },
  firstChildOf(id, tag) {
    return $.childrenOf(id, tag)[0] ?? null;
  },
  newElement(name) {
    return $.wrap($.h.create_element($.documentId, name));
  },
  removeNode(node) {
    node?.parentNode.removeChild(node);
  },
  indexError(index) {
    throw new $.DOMException(`The index provided (${index}) is not in the allowed range.`, "IndexSizeError");
  },
  checkIndex(index, length) {
    if (index < -1 || index > length) $.indexError(index);
  },
  insertAt(parent, children, index, name) {
    $.checkIndex(index, children.length);
    return parent.insertBefore($.newElement(name), index === -1 ? null : (children[index] ?? null));
  },
  deleteAt(children, index) {
    if (index < -1 || index >= children.length) $.indexError(index);
    $.removeNode(children[index === -1 ? children.length - 1 : index]);
  },
  // https://html.spec.whatwg.org/#dom-table-rows: those of the heads, of the bodies and the table itself, of the feet
  tableRows(id) {
    const rows = { thead: [], tbody: [], tfoot: [] };
    for (const child of $.childrenOf(id, "thead tbody tfoot tr")) {
      const slots = $.impl(child);
      const tag = $.h.local_name(slots.id);
      if (tag === "tr") rows.tbody.push(`${slots.id}`);
      else {
        const inside = $.h.child_elements(slots.id, "tr");
        if (inside !== "") rows[tag].push(inside);
      }
    }
    return [...rows.thead, ...rows.tbody, ...rows.tfoot].join(" ");
  },
  // https://html.spec.whatwg.org/#dom-table-thead, #dom-table-tfoot
  setTableSection(table, impl, section, tag) {
    if (section !== null && $.h.local_name($.impl(section).id) !== tag)
      throw new $.DOMException(`Not a ${tag} element.`, "HierarchyRequestError");
    $.removeNode($.firstChildOf(impl.id, tag));
    if (section === null) return;
    if (tag === "thead") $.insertTableHead(table, section);
    else table.appendChild(section);
  },
  insertTableHead(table, head) {
    let before = table.firstChild;
    while (before !== null && (!$.is(before, "Element") || ["caption", "colgroup"].includes($.h.local_name($.impl(before).id))))
      before = before.nextSibling;
    return table.insertBefore(head, before);
  },
  indexAmongSiblings(id, tags) {
    const parent = $.h.parent(id);
    return parent === null || !$.is($.wrap(parent), "HTMLTableRowElement")
      ? -1
      : $.h.child_elements(parent, tags.join(" ")).split(" ").indexOf(`${id}`);
  },
});
