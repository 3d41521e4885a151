// DOM operations that every side runs, each `count` times. What an operation returns must be the same on all sides.
globalThis.operations = (() => {
  const root = document.createElement("div");
  root.innerHTML = '<section><ul id="list"></ul></section><p id="text">text</p>';
  document.body.appendChild(root);
  const list = root.querySelector("#list");
  for (let index = 0; index < 50; index += 1) {
    const item = document.createElement("li");
    item.className = index === 30 ? "item wanted" : "item";
    list.appendChild(item);
  }
  const text = document.getElementById("text");

  return {
    "createElement, appendChild"(count) {
      const parent = document.createElement("div");
      for (let index = 0; index < count; index += 1) parent.appendChild(document.createElement("span"));
      return parent.childNodes.length;
    },
    "setAttribute, getAttribute"(count) {
      let seen = 0;
      for (let index = 0; index < count; index += 1) {
        text.setAttribute("data-index", String(index));
        seen += text.getAttribute("data-index").length;
      }
      return seen;
    },
    querySelector(count) {
      let seen = 0;
      for (let index = 0; index < count; index += 1) seen += document.querySelector("#list .wanted").className.length;
      return seen;
    },
    "textContent, set and get"(count) {
      let seen = 0;
      for (let index = 0; index < count; index += 1) {
        text.textContent = "text " + index;
        seen += text.textContent.length;
      }
      return seen;
    },
    "innerHTML, set"(count) {
      const parent = document.createElement("div");
      for (let index = 0; index < count; index += 1) {
        parent.innerHTML = '<p class="line">line <b>' + index + "</b> of <i>many</i></p>";
      }
      return parent.firstChild.childNodes.length;
    },
    "dispatchEvent, bubbling"(count) {
      let seen = 0;
      const listener = () => { seen += 1; };
      list.addEventListener("ping", listener);
      const target = list.firstChild;
      for (let index = 0; index < count; index += 1) target.dispatchEvent(new Event("ping", { bubbles: true }));
      list.removeEventListener("ping", listener);
      return seen;
    },
    "firstChild, nextSibling"(count) {
      let seen = 0;
      for (let node = list.firstChild, left = count; left > 0; left -= 1) {
        seen += node.nodeType;
        node = node.nextSibling || list.firstChild;
      }
      return seen;
    },
  };
})();
