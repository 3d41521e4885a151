// Carries testdriver's commands to the runner. The server evaluates this with what the runner says.
(runner) => {
  const { fetch, JSON, location } = window;

  async function send(name, parameters) {
    const url = `${location.origin}/_driver/${runner.number}/${name}`;
    const response = await fetch(url, { method: "POST", body: JSON.stringify(parameters) });
    if (!response.ok) throw new Error(`test_driver.${name}: ${await response.text()}`);
  }

  // A selector that matches this element alone.
  function path(element) {
    const steps = [];
    for (; element.parentElement; element = element.parentElement) {
      steps.unshift(`${CSS.escape(element.localName)}:nth-child(${[...element.parentElement.children].indexOf(element) + 1})`);
    }
    return [":root", ...steps].join(" > ");
  }

  function check(element, name) {
    if (element.ownerDocument.defaultView !== window.top) {
      throw new Error(`test_driver.${name} is supported in the top document only`);
    }
  }

  // An element, of which WebDriver means the middle, as what the runner can find.
  function place(element) {
    check(element, "action_sequence");
    const box = element.getBoundingClientRect();
    return { selector: path(element), x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  const commands = {
    in_automation: true,
    async click(element, { x, y }) {
      check(element, "click");
      await send("click", { selector: path(element), x, y });
    },
    async send_keys(element, keys) {
      check(element, "send_keys");
      element.focus();
      const actions = [...keys].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      await send("action_sequence", { actions: [{ type: "key", actions }] });
    },
    async action_sequence(sources) {
      const actions = sources.map((source) => ({
        ...source,
        actions: source.actions.map((action) => (action.origin instanceof Element ? { ...action, origin: place(action.origin) } : action)),
      }));
      await send("action_sequence", { actions });
    },
    set_permission: ({ descriptor, state }) => send("set_permission", { name: descriptor.name, state, origin: location.origin }),
  };
  if (runner.interrupts) {
    // Not in testdriver.js yet: what happens to a page when a call comes in, and when it is over.
    window.test_driver.begin_audio_session_interruption = () => send("begin_interruption", {});
    window.test_driver.end_audio_session_interruption = ({ resume = true } = {}) => send("end_interruption", { resume });
  }
  if (!runner.hasLayout) {
    // AD-HOC: upstream's asks elementsFromPoint() what would be hit; here the runner looks for what is in the way.
    // Some tests call it with `new`.
    window.test_driver.click = function (element) { return commands.click(element, { x: 0, y: 0 }); };
  }
  Object.assign(window.test_driver_internal, commands);
}
