// Writes to the console the polyfill's own errors that no host can be told of; a page never gets them.
export function complain({ console }, error) {
  try {
    console.debug("audio-session:", error);
  } catch {
    // The window has no console any more.
  }
}
