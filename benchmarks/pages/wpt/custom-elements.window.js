// META: title=Custom elements
test(() => {
  const seen = [];
  customElements.define("x-subject", class extends HTMLElement {
    static observedAttributes = ["value"];
    connectedCallback() { seen.push("connected"); }
    disconnectedCallback() { seen.push("disconnected"); }
    attributeChangedCallback(name, before, after) { seen.push(`${name}: ${before} ${after}`); }
  });
  const element = document.createElement("x-subject");
  for (let index = 0; index < COUNT; index += 1) {
    document.body.append(element);
    element.setAttribute("value", index);
    element.remove();
  }
  assert_array_equals(seen.slice(0, 3), ["connected", "value: null 0", "disconnected"]);
  assert_equals(seen.length, 3 * COUNT);
}, "Reactions");

test(() => {
  const element = document.createElement("div");
  const root = element.attachShadow({ mode: "open" });
  root.innerHTML = "<slot></slot><p>inside</p>";
  element.innerHTML = "<b>outside</b>";
  assert_equals(element.shadowRoot, root);
  assert_equals(element.querySelector("p"), null);
  assert_array_equals(root.querySelector("slot").assignedElements(), [element.firstChild]);
}, "A shadow root");

test(() => assert_throws_dom("SyntaxError", () => customElements.define("x", class extends HTMLElement {})), "A bad name");
