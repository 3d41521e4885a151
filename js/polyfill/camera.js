// The camera's video tracks, which are no elements of the session: where the policy says so, they are muted while the
// page is hidden. Those that getUserMedia gave, and their clones.
import { apply, getterOf, hookMethod, hookValue } from "./hooks.js";

export function watchCameras({ window, adapter, device, guard, queueTask }) {
  const { MediaDevices, MediaStream, MediaStreamTrack, EventTarget, WeakRef, document } = window;
  const { getVideoTracks } = MediaStream.prototype;
  const readyStateOf = getterOf(MediaStreamTrack.prototype, "readyState");
  const known = new WeakSet();
  const cameras = new Set();

  const update = (camera) => {
    const isMuted = device.settings.mutes_hidden_cameras && document.visibilityState === "hidden";
    if (readyStateOf.call(camera) === "live") adapter.setTrackMuted(camera, !!isMuted);
  };
  const track = (camera) => {
    if (known.has(camera)) return;
    known.add(camera);
    cameras.add(new WeakRef(camera));
    update(camera);
  };
  const trackAll = guard((stream) => getVideoTracks.call(stream).forEach(track));

  apply(EventTarget.prototype.addEventListener, document, [
    "visibilitychange",
    guard(() => {
      for (const ref of cameras) {
        const camera = ref.deref();
        if (!camera || readyStateOf.call(camera) === "ended") cameras.delete(ref);
        else queueTask(() => update(camera));
      }
    }),
    true,
  ]);

  hookValue(MediaDevices.prototype, "getUserMedia", {
    apply(target, self, args) {
      const capture = apply(target, self, args);
      if (!args[0]?.video) return capture;
      return capture.then((stream) => {
        trackAll(stream);
        return stream;
      });
    },
  });
  hookMethod(MediaStreamTrack.prototype, "clone", {
    after: guard((original, clone) => {
      if (!known.has(original)) return;
      clone.enabled = original.enabled; // The browser's own may be false because the original is muted.
      track(clone);
    }),
  });
  hookMethod(MediaStream.prototype, "clone", {
    after: guard((original, clone) => {
      const clones = getVideoTracks.call(clone);
      getVideoTracks.call(original).forEach((camera, index) => known.has(camera) && track(clones[index]));
    }),
  });
}
