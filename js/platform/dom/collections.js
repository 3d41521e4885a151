// Live and static lists of nodes: `items` holds the numbers of what is in them.
library({
  // the slots of a list that the host computes anew whenever the tree has changed
  live(root, kind, argument) {
    return { root, kind, argument, version: -1, items: null };
  },
  // the numbers of a list's members now
  items(impl) {
    if (impl.kind === undefined || impl.seen === $.treeVersion[0]) return impl.items;
    const found = $.h.collection(impl.root, impl.kind, impl.argument, impl.version);
    if (found !== null) {
      const space = found.indexOf(" ");
      impl.version = +found.slice(0, space);
      const ids = found.slice(space + 1);
      impl.items = ids === "" ? [] : ids.split(" ");
    }
    impl.seen = $.readTreeVersion();
    return impl.items;
  },
  staticList(ids) {
    return $.create("NodeList", { items: ids === "" ? [] : ids.split(" ") });
  },
  // a live collection that is the same object for the same question, as browsers have it
  collection(impl, kind, argument, type = "HTMLCollection") {
    const cache = (impl.collections ??= {});
    const key = `${type} ${kind} ${argument}`;
    let found = cache[key];
    if (found === undefined) cache[key] = found = $.create(type, $.live(impl.id, kind, argument));
    return found;
  },
  itemAt(impl, index) {
    const id = $.items(impl)[index];
    return id === undefined ? null : $.wrap(+id);
  },
  // https://dom.spec.whatwg.org/#dom-htmlcollection-supported-property-names: pairs of number and name
  namedItems(impl) {
    const text = $.h.named_members($.items(impl).join(" "));
    return text === ""
      ? []
      : text.split("\n").map((line) => {
          const space = line.indexOf(" ");
          return [+line.slice(0, space), line.slice(space + 1)];
        });
  },
  namedItem(impl, name) {
    if (name === "") return null;
    const found = $.namedItems(impl).find((pair) => pair[1] === name);
    return found === undefined ? null : $.wrap(found[0]);
  },
});
