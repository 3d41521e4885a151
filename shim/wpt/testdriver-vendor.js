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

  const commands = {
    in_automation: true,
    async click(element, { x, y }) {
      if (element.ownerDocument.defaultView !== window.top) {
        throw new Error("test_driver.click is supported in the top document only");
      }
      await send("click", { selector: path(element), x, y });
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
