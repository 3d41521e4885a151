// https://w3c.github.io/mediasession/
define(
  `
partial interface Navigator { [SameObject] readonly attribute MediaSession mediaSession; };
`,
  class {
    get mediaSession() {
      return $.create("MediaSession", { metadata: null, playbackState: "none", position: null, active: {} });
    }
  },
);
define(
  `
[Exposed=Window]
interface MediaSession {
  attribute MediaMetadata? metadata;
  attribute MediaSessionPlaybackState playbackState;
  undefined setActionHandler(MediaSessionAction action, MediaSessionActionHandler? handler);
  undefined setPositionState(optional MediaPositionState state = {});
  Promise<undefined> setMicrophoneActive(boolean active);
  Promise<undefined> setCameraActive(boolean active);
  Promise<undefined> setScreenshareActive(boolean active);
};
enum MediaSessionPlaybackState { "none", "paused", "playing" };
enum MediaSessionAction {
  "play", "pause", "seekbackward", "seekforward", "previoustrack", "nexttrack", "skipad", "stop", "seekto", "togglemicrophone", "togglecamera",
  "togglescreenshare", "hangup", "previousslide", "nextslide", "enterpictureinpicture", "voiceactivity"
};
callback MediaSessionActionHandler = undefined (MediaSessionActionDetails details);
dictionary MediaSessionActionDetails {
  required MediaSessionAction action;
  double seekOffset;
  double seekTime;
  boolean fastSeek;
  boolean isActivating;
};
dictionary MediaPositionState {
  unrestricted double duration;
  double playbackRate;
  double position;
};
`,
  class {
    get metadata() {
      return impl.metadata;
    }
    set metadata(value) {
      impl.metadata = value;
    }
    get playbackState() {
      return impl.playbackState;
    }
    set playbackState(value) {
      impl.playbackState = value;
    }
    // https://w3c.github.io/mediasession/#dom-mediasession-setactionhandler
    // js/polyfill/media-session.js keeps the handlers, and calls them
    setActionHandler(action, handler) {}
    // https://w3c.github.io/mediasession/#dom-mediasession-setpositionstate
    setPositionState(state) {
      const { duration, position = 0, playbackRate = 1 } = state;
      if (Object.keys(state).length === 0) {
        impl.position = null;
        return;
      }
      if (duration === undefined) throw new $.TypeError("The duration must be provided.");
      if (Number.isNaN(duration) || duration < 0) throw new $.TypeError("The provided duration cannot be negative or NaN.");
      if (position < 0 || position > duration) throw new $.TypeError("The provided position must be between 0 and the duration.");
      if (playbackRate === 0) throw new $.TypeError("The provided playbackRate cannot be equal to zero.");
      impl.position = { duration, position, playbackRate };
    }
    async setMicrophoneActive(active) {
      impl.active.microphone = active;
    }
    async setCameraActive(active) {
      impl.active.camera = active;
    }
    async setScreenshareActive(active) {
      impl.active.screenshare = active;
    }
  },
);
