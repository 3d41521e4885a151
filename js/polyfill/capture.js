// What getUserMedia gives.
import { watchCameras } from "./camera.js";
import { watchMicrophones } from "./microphone.js";

export function watchCapture(context) {
  watchMicrophones(context);
  watchCameras(context);
}
