// What of https://web-platform-tests.org/writing-tests/testdriver.html this runner offers where there is no WPT checkout.
// testdriver-vendor.js fills in test_driver_internal.
(() => {
  "use strict";

  const internal = { in_automation: false };

  const centre = (element) => {
    const box = element.getBoundingClientRect();
    return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) };
  };

  async function click(element) {
    if (!element.isConnected) throw new Error("test_driver.click: the element is not in the document");
    element.scrollIntoView?.({ behavior: "instant", block: "end", inline: "nearest" });
    await internal.click(element, centre(element));
  }

  // Runs `action` in the handler of a click on a button made for it, and so with user activation.
  function bless(intent, action, context = null) {
    const { document } = context ?? window;
    const button = document.createElement("button");
    button.textContent = `${intent}: click to go on`;
    document.body.append(button);
    const clicked = new Promise((resolve) => button.addEventListener("click", resolve, { once: true }));
    return click(button).then(() => clicked).then(() => {
      button.remove();
      return typeof action === "function" ? action() : undefined;
    });
  }

  const set_permission = (descriptor, state, context = null) => internal.set_permission({ descriptor, state }, context);

  const send_keys = (element, keys) => internal.send_keys(element, keys);

  const action_sequence = (actions, context = null) => internal.action_sequence(actions, context);

  const supported = { action_sequence, bless, click, send_keys, set_permission };
  window.test_driver_internal = internal;
  window.test_driver = new Proxy(supported, {
    get(target, name) {
      if (name in target || typeof name === "symbol") return target[name];
      // Not in testdriver.js yet: a test looks whether it is there.
      if (/audio_session/.test(name) || name === "then") return undefined;
      return () => Promise.reject(new Error(`test_driver.${name} is not supported by this runner`));
    },
  });
})();
