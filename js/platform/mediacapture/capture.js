// Requests for devices: the host answers each in a task of its own.
library({
  get captureRequests() {
    return { last: 0, waiting: new Map() };
  },
  captureRequest(wanted) {
    return new Promise((resolve, reject) => {
      const id = ++$.captureRequests.last;
      $.captureRequests.waiting.set(id, { resolve, reject, wanted });
      $.h.request_capture(id, JSON.stringify(wanted));
    });
  },
  // `tracks`: the numbers of the new tracks, audio first
  captureGranted(id, tracks) {
    const { resolve, wanted } = $.captureRequests.waiting.get(id);
    $.captureRequests.waiting.delete(id);
    const kinds = Object.keys(wanted);
    resolve($.newStream(JSON.parse(tracks).map((number, at) => $.newTrack(number, wanted[kinds[at]]))));
  },
  captureRefused(id, name, message) {
    const { reject } = $.captureRequests.waiting.get(id);
    $.captureRequests.waiting.delete(id);
    reject(name === "OverconstrainedError" ? $.overconstrained(message) : new $.DOMException(message, name));
  },
  // https://w3c.github.io/mediacapture-main/#device-info-constructor
  deviceList() {
    return JSON.parse($.h.list_devices()).map((device) =>
      $.create(device.kind === "audiooutput" ? "MediaDeviceInfo" : "InputDeviceInfo", device),
    );
  },
  // https://w3c.github.io/mediacapture-main/#event-mediadevices-devicechange
  deviceChange() {
    const devices = $.impl($.global.navigator).mediaDevices;
    if (devices !== undefined && $.impl(devices).listeners?.length)
      $.fire(devices, "devicechange", { given: $.deviceList() }, "DeviceChangeEvent");
  },
});
