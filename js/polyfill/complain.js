// Where errors of the polyfill itself go that no host can be told of: a page never gets them.
export function complain({ console }, error) {
  try {
    console.debug("audio-session:", error);
  } catch {
    // It has no console any more.
  }
}
