// The link to a server over a WebSocket, for pages in any browser. docs/server.md has what travels in the frames.
//
// A connection that is lost is made anew. If the server still has the document, both go on where they were and no
// message is lost or comes twice; if not, the document introduces itself as a new one: see announce.js.
import { beginAnew } from "./announce.js";
import { VERSION } from "./document.js";
import { apply } from "./hooks.js";
import { answerFrames, askAncestors } from "./tab-handshake.js";

const MAX_UNCONFIRMED = 1000;
const MAX_MESSAGES_PER_FRAME = 64;
const MAX_CHARACTERS_PER_FRAME = 16_000;
const CONFIRM_AFTER = 32;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;
const UNLOADED = 4000;
const NO_PARENT = 4404;
const GONE = 4410;
// The server refuses the document for good: coming back would change nothing.
const REFUSED = new Set([1009, 4400, 4401, 4403, 4413, 4429]);

// address: of the server's end, with token and device. queueTask is that of the window's adapter.
export function webSocketLink(window, queueTask, address) {
  const { WebSocket, setTimeout, addEventListener, console, location } = window;
  const { parse, stringify } = window.JSON;
  const { send, close } = WebSocket.prototype;
  const { min, random } = window.Math;
  const { then } = window.Promise.prototype;
  const ready = window.Promise.resolve();
  let context;
  let frames;
  let socket;
  let isOpen = false;
  let isOver = false;
  let isFlushing = false;
  let attempts = 0;
  // The conversation with the server; resume is null while there is none.
  let resume = null;
  let received = 0;
  let toldReceived = 0;
  let confirmed = 0;
  let unconfirmed = [];
  let written = 0; // of those, over this connection

  const link = {
    onmessage: null,
    // The link keeps the session, to introduce it to another server.
    watch(given) {
      context = given;
      frames = answerFrames(window, context.guard);
      connect();
      addEventListener.call(window, "pagehide", context.guard(sleep));
      addEventListener.call(window, "pageshow", context.guard(wake));
    },
    send(text) {
      if (resume === null) return; // Told when the document introduces itself.
      unconfirmed.push(text);
      if (unconfirmed.length > MAX_UNCONFIRMED) return startOver();
      flushSoon();
    },
  };

  function connect() {
    if (isOver || socket) return;
    if (resume === null) askAncestors(window, context.guard, open);
    else open(null);
  }

  function open(parent) {
    if (isOver || socket) return;
    try {
      socket = new WebSocket(address);
    } catch (error) {
      return complain(error);
    }
    const own = socket;
    own.onopen = context.guard(() => {
      const url = location.href.slice(0, 2048);
      const connect = { __proto__: null, op: "connect", version: VERSION, url, parent, resume, received };
      apply(send, own, [stringify(connect)]);
    });
    own.onmessage = context.guard(({ data }) => {
      if (own === socket) hear(parse(data));
    });
    own.onclose = context.guard((event) => {
      if (own === socket) lost(event);
    });
  }

  function hear(frame) {
    confirm(frame.received);
    if (frame.op === "connected") return begin(frame);
    const conversation = resume;
    for (const message of frame.messages) {
      received++;
      const text = stringify({ __proto__: null, ...message });
      queueTask(() => conversation === resume && link.onmessage(text));
    }
    if (frame.messages.length > 1 && !isFlushing) {
      isFlushing = true; // What the document says to all of them goes in one frame.
      queueTask(flush);
    }
    if (received - toldReceived >= CONFIRM_AFTER) flushSoon();
  }

  function confirm(count) {
    const fresh = count - confirmed;
    unconfirmed.splice(0, fresh);
    confirmed = count;
    written -= fresh;
  }

  function begin(frame) {
    attempts = 0;
    isOpen = true;
    written = 0;
    toldReceived = received;
    const introduce = resume === null && beginAnew(context.session);
    ({ resume } = frame);
    if (introduce) introduce();
    frames.tell(frame.key);
    flush();
  }

  // Messages of one task go in one frame.
  function flushSoon() {
    if (isFlushing) return;
    isFlushing = true;
    then.call(ready, flush);
  }

  function flush() {
    isFlushing = false;
    if (!isOpen) return;
    do {
      let characters = 0;
      const from = written;
      while (written < unconfirmed.length && written - from < MAX_MESSAGES_PER_FRAME) {
        characters += unconfirmed[written].length;
        if (characters > MAX_CHARACTERS_PER_FRAME && written > from) break;
        written++;
      }
      if (written === from && received - toldReceived < CONFIRM_AFTER) return;
      toldReceived = received;
      apply(send, socket, [`{"received":${received},"messages":[${unconfirmed.slice(from, written)}]}`]);
    } while (written < unconfirmed.length);
  }

  function lost({ code, reason }) {
    socket = undefined;
    isOpen = false;
    if (code === GONE || code === NO_PARENT) forget();
    if (REFUSED.has(code)) {
      forget();
      isOver = true;
      return complain(`${reason || "a frame is too long"} (${code})`);
    }
    const delay = min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempts++) * (0.5 + random() / 2);
    setTimeout(context.guard(connect), code === GONE ? 0 : delay);
  }

  // The conversation is over; the next connection begins another.
  function forget() {
    resume = null;
    frames.tell(null);
    received = toldReceived = confirmed = written = 0;
    unconfirmed = [];
  }

  function leave() {
    const old = socket;
    forget();
    socket = undefined;
    isOpen = false;
    if (old) apply(close, old, [UNLOADED]);
  }

  function startOver() {
    leave();
    connect();
  }

  function sleep() {
    isOver = true;
    leave();
  }

  function wake({ persisted }) {
    if (!persisted) return;
    isOver = false;
    connect();
  }

  function complain(what) {
    console.warn(`audio-session: not connected: ${what}`);
  }

  return link;
}
