// js/locators in this engine: what the embedder's locators find, and what they do to it.
library({
  // `locators` of js/locators/answers.js lies in the handover
  attachLocators() {
    $.locators = $.handover[0]($)({
      hasBox: (element) => $.h.has_box($.impl(element).id),
      style(element) {
        const [display, visibility, contentVisibility] = $.h.layout_style($.impl(element).id).split(" ");
        return { display, visibility, contentVisibility };
      },
      shadowHosts: (root) => $.wrapAll($.h.shadow_hosts($.impl(root).id)),
      setValue: (element, value) => $.setValueOf(element, value),
      setFiles(element, chosen) {
        const made = ({ name, type, modified, data }) =>
          $.newFile(Uint8Array.fromBase64(data).buffer, $.blobType(type), name, modified ?? Date.now());
        element.files = $.create("FileList", { files: chosen.map(made) });
      },
      fire: (element, type, init, name) => $.fire(element, type, init, name),
    });
  },
  // the answer to a question, both as JSON
  askLocators(request) {
    const asked = JSON.parse(request);
    return $.str(JSON.stringify($.locators[asked[0]](...asked.slice(1)) ?? null));
  },
  // the id of the only element that the steps find, or why it cannot be acted on now
  aimLocators(request) {
    const [steps, action] = JSON.parse(request);
    const { element, ...found } = $.locators.aim(steps, action);
    return $.str(JSON.stringify(element ? { ...found, id: $.impl(element).id } : found));
  },
  actLocators(id, action, argument) {
    return $.str(JSON.stringify($.locators.act($.wrap(id), action, JSON.parse(argument))));
  },
});
