// https://html.spec.whatwg.org/#htmlslotelement
define(
  `
[Exposed=Window]
interface HTMLSlotElement : HTMLElement {
  [Reflect] attribute DOMString name;
  sequence<Node> assignedNodes(optional AssignedNodesOptions options = {});
  sequence<Element> assignedElements(optional AssignedNodesOptions options = {});
  undefined assign(any... nodes);
};
dictionary AssignedNodesOptions { boolean flatten = false; };
`,
  class {
    assignedNodes(options) {
      return $.wrapAll(h.assigned_nodes(impl.id, options.flatten));
    }
    assignedElements(options) {
      return $.wrapAll(h.assigned_nodes(impl.id, options.flatten)).filter((node) => $.is(node, "Element"));
    }
    assign(...nodes) {
      for (const node of nodes)
        if (!$.is(node, "Element") && !$.is(node, "Text")) throw new $.TypeError("A node to assign is not an Element or a Text.");
      h.assign_slot(impl.id, nodes.map((node) => $.impl(node).id).join(" "));
    }
  },
);
