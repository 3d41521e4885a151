// https://w3c.github.io/mediacapture-main/#mediadevices
define(
  `
[Exposed=Window, SecureContext]
interface MediaDevices : EventTarget {
  attribute EventHandler ondevicechange;
  Promise<sequence<MediaDeviceInfo>> enumerateDevices();
  MediaTrackSupportedConstraints getSupportedConstraints();
  Promise<MediaStream> getUserMedia(optional MediaStreamConstraints constraints = {});
  Promise<MediaStream> getDisplayMedia(optional any options = {});
};
dictionary MediaStreamConstraints {
  any video = false;
  any audio = false;
};`,
  class {
    // https://w3c.github.io/mediacapture-main/#dom-mediadevices-enumeratedevices
    async enumerateDevices() {
      await $.nextTask();
      return $.deviceList();
    }
    getSupportedConstraints() {
      return Object.fromEntries(Object.keys($.constrainable).map((name) => [name, true]));
    }
    // https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
    getUserMedia(constraints) {
      const wanted = {};
      for (const kind of ["audio", "video"]) {
        const value = constraints[kind];
        // 1: (boolean or MediaTrackConstraints)
        if (typeof value === "object" || typeof value === "function") wanted[kind] = $.trackConstraints(value);
        else if (value) wanted[kind] = {};
      }
      // 3
      if (!wanted.audio && !wanted.video) throw new $.TypeError("At least one of audio and video must be requested.");
      return $.captureRequest(wanted);
    }
    // https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia: there is no screen, and nobody to choose one
    getDisplayMedia(options) {
      if (options !== null && typeof options !== "object" && typeof options !== "function")
        throw new $.TypeError("The options are not an object.");
      if (options?.video !== undefined && !options.video)
        throw new $.TypeError("Video cannot be left out of a display's capture.");
      throw new $.DOMException("No display was chosen to be captured.", "NotAllowedError");
    }
  },
);
