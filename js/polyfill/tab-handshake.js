// The handshake by which the documents of a tab find each other, across origins: a frame asks the windows around it,
// nearest first, for the key that the server gave to their document. The page sees neither question nor answer where this file was first.

const QUESTION = "audio-session: which tab is this?";
// An ancestor that is there answers that it is. One that has no polyfill does not.
const ANSWER_MS = 1000;

// Answers the frames of this window. tell(key) says what, null for not now: they wait for it.
export function answerFrames(window, guard) {
  let key = null;
  let waiting = [];
  const answer = (port) => port.postMessage({ key });

  window.addEventListener(
    "message",
    guard((event) => {
      const [port] = event.ports;
      if (event.data !== QUESTION || !port) return;
      event.stopImmediatePropagation();
      if (!isInside(event.source, window)) return;
      answer(port);
      if (key === null) waiting.push(port);
    }),
    true,
  );
  return {
    tell(value) {
      key = value;
      if (key === null) return;
      waiting.forEach(answer);
      waiting = [];
    },
  };
}

function isInside(inner, outer) {
  for (let one = inner; one && one !== one.parent; ) {
    one = one.parent;
    if (one === outer) return true;
  }
  return false;
}

// Calls found(key) with the key of the nearest document that has one, or null if none does.
export function askAncestors(window, guard, found) {
  const { MessageChannel, setTimeout, clearTimeout } = window;
  const ask = (outer) => {
    if (outer === outer.parent) return found(null);
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(
      guard(() => {
        port1.close();
        ask(outer.parent);
      }),
      ANSWER_MS,
    );
    port1.onmessage = guard(({ data: { key } }) => {
      clearTimeout(timer);
      if (key === null) return;
      port1.close();
      found(key);
    });
    outer.parent.postMessage(QUESTION, "*", [port2]);
  };
  ask(window);
}
