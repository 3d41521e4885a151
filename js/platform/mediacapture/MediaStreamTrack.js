// https://w3c.github.io/mediacapture-main/#mediastreamtrack; `impl.id` is the host's number
define(
  `
[Exposed=(Window, DedicatedWorker)]
interface MediaStreamTrack : EventTarget {
  readonly attribute DOMString kind;
  readonly attribute DOMString id;
  readonly attribute DOMString label;
  attribute boolean enabled;
  readonly attribute boolean muted;
  attribute EventHandler onmute;
  attribute EventHandler onunmute;
  readonly attribute MediaStreamTrackState readyState;
  attribute EventHandler onended;
  attribute DOMString contentHint;
  MediaStreamTrack clone();
  undefined stop();
  MediaTrackCapabilities getCapabilities();
  MediaTrackConstraints getConstraints();
  MediaTrackSettings getSettings();
  Promise<undefined> applyConstraints(optional any constraints = {});
};
enum MediaStreamTrackState { "live", "ended" };`,
  class {
    get kind() {
      return impl.kind;
    }
    get id() {
      return impl.uuid;
    }
    get label() {
      return impl.label;
    }
    get enabled() {
      return impl.enabled;
    }
    set enabled(value) {
      impl.enabled = value;
      h.enable_track(impl.id, value);
    }
    get muted() {
      return impl.muted;
    }
    get readyState() {
      return impl.readyState;
    }
    // https://w3c.github.io/mst-content-hint/#dom-mediastreamtrack-contenthint
    get contentHint() {
      return impl.contentHint;
    }
    set contentHint(value) {
      const known = impl.kind === "audio" ? ["", "speech", "speech-recognition", "music"] : ["", "motion", "detail", "text"];
      if (known.includes(value)) impl.contentHint = value;
    }
    clone() {
      return $.cloneTrack(impl);
    }
    // https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-stop
    stop() {
      $.stopTrack(impl);
    }
    getCapabilities() {
      return $.pageParse(h.track_capabilities(impl.id));
    }
    getConstraints() {
      return $.copyConstraints(impl.constraints);
    }
    getSettings() {
      return $.pageParse(h.track_settings(impl.id));
    }
    // https://w3c.github.io/mediacapture-main/#dom-constrainable-applyconstraints
    async applyConstraints(constraints) {
      const wanted = $.trackConstraints(constraints);
      // An ended track takes what it is given and stays as it is.
      if (impl.readyState === "ended") return;
      const failed = h.constrain_track(impl.id, JSON.stringify(wanted));
      await $.nextTask();
      if (failed) throw $.overconstrained(failed);
      impl.constraints = wanted;
    }
  },
);
