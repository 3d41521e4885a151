// Tracks of getUserMedia, on a device: the camera's tracks, and microphones that the system takes away.
import { watchCameras } from "./camera.js";
import { holdMicrophones } from "./held-sources.js";

export function watchDeviceCapture(context) {
  const { session, device } = context;
  holdMicrophones(context);
  watchCameras(context);
  device.on["end-microphones"] = () => {
    for (const element of [...session.elements]) {
      if (element.kind !== "microphone") continue;
      session.forget(element);
      element.stopSteps();
    }
  };
}
