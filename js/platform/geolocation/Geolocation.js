// A device that does not know where it is: with the permission, the position is unavailable. https://w3c.github.io/geolocation/
define(
  `
partial interface Navigator { [SameObject] readonly attribute Geolocation geolocation; };
`,
  class {
    get geolocation() {
      return $.create("Geolocation", { watches: new Set(), last: 0 });
    }
  },
);
define(
  `
[Exposed=Window]
interface Geolocation {
  undefined getCurrentPosition(PositionCallback successCallback, optional PositionErrorCallback? errorCallback = null, optional any options = {});
  long watchPosition(PositionCallback successCallback, optional PositionErrorCallback? errorCallback = null, optional any options = {});
  undefined clearWatch(long watchId);
};
callback PositionCallback = undefined (GeolocationPosition position);
callback PositionErrorCallback = undefined (GeolocationPositionError positionError);
`,
  class {
    getCurrentPosition(successCallback, errorCallback, options) {
      $.locate(errorCallback, () => true);
    }
    watchPosition(successCallback, errorCallback, options) {
      const id = ++impl.last;
      impl.watches.add(id);
      $.locate(errorCallback, () => impl.watches.has(id));
      return id;
    }
    clearWatch(watchId) {
      impl.watches.delete(watchId);
    }
  },
);
define(
  `
[Exposed=Window]
interface GeolocationPositionError {
  const unsigned short PERMISSION_DENIED = 1;
  const unsigned short POSITION_UNAVAILABLE = 2;
  const unsigned short TIMEOUT = 3;
  readonly attribute unsigned short code;
  readonly attribute DOMString message;
};`,
  class {
    get code() {
      return impl.code;
    }
    get message() {
      return impl.message;
    }
  },
);

library({
  // https://w3c.github.io/geolocation/#request-a-position
  async locate(callback, isWanted) {
    await $.nextTask();
    const state = await $.answered("geolocation");
    if (!isWanted() || callback === null) return;
    const impl =
      state === "granted" ? { code: 2, message: "Position unavailable" } : { code: 1, message: "User denied Geolocation" };
    if (!$.global.isSecureContext) impl.message = "Only secure origins are allowed";
    $.queueTask(() => $.invoke(callback, undefined, [$.create("GeolocationPositionError", impl)]));
  },
});
