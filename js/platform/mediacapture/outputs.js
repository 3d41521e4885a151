// The outputs that a page can choose. https://w3c.github.io/mediacapture-output/
library({
  findOutput(sinkId) {
    return JSON.parse($.h.list_devices()).find((device) => device.kind === "audiooutput" && device.deviceId === sinkId);
  },
  checkSink(sinkId) {
    if (sinkId !== "" && $.findOutput(sinkId) === undefined)
      throw new $.DOMException(`There is no audio output device '${sinkId}'.`, "NotFoundError");
  },
  // the device's name for it; the speaker that is built in is the one that nobody plugged in
  outputOf(sinkId) {
    const label = $.findOutput(sinkId)?.label.toLowerCase();
    if (label === undefined) return null;
    return ["headphones", "bluetooth"].includes(label) ? label : "speaker";
  },
});
