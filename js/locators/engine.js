// What the engine tells that script cannot know by itself. Each engine puts its own functions here: see `locators`.
export const engine = {
  // True when the element takes up room on the screen.
  hasBox: (_element) => true,
  // What the element's style says: { display, visibility, contentVisibility }.
  style: (element) => getComputedStyle(element),
  // The elements with an open shadow tree below a node.
  shadowHosts: (_root) => [],
  // Sets the value of a control as a user does: what a framework has put on the element itself does not hear of it.
  setValue: (element, value) => {
    element.value = value;
  },
  // Puts files into an `<input type=file>`, each { name, type, modified, data in base64 }.
  setFiles(element, files) {
    const transfer = new DataTransfer();
    for (const { name, type, modified, data } of files) {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type, ...(modified === undefined ? {} : { lastModified: modified }) }));
    }
    element.files = transfer.files;
  },
  // Fires an event at an element, as an action of the user does.
  fire: (_element, _type, _init, _interface) => {},
};

// The parent in the flat tree: a slot of what is slotted, the host of a shadow tree.
export function parentOf(element) {
  if (element.assignedSlot ?? element.parentElement) return element.assignedSlot ?? element.parentElement;
  const root = element.getRootNode();
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? (root.host ?? null) : null;
}

// The nodes that are shown in an element.
export function shownIn(element) {
  if (element.shadowRoot) return [...element.shadowRoot.childNodes];
  if (element.localName === "slot") {
    const assigned = element.assignedNodes();
    if (assigned.length) return assigned;
  }
  return [...element.childNodes];
}
