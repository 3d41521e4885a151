// The host's side of the model, for a page without a host: the sessions of one tab, and what other tabs do to them.
// The same rules as shim/session, against which tests hold this file; docs/polyfill.md tells how tabs find each other.
//
// Each tab decides for itself. It knows which other tabs have the focus, with which type and since when, and applies
// the policy to itself.

const DEFAULT_TYPES = {
  audio: "playback",
  video: "playback",
  audiocontext: "ambient",
  microphone: "play-and-record",
  speech: "transient",
};
const EXCLUSIVE_TYPES = ["play-and-record", "playback", "transient-solo"];
// https://w3c.github.io/audio-session/#compute-the-audio-session-type steps 2 to 5, in their order
const COMPUTED_TYPES = EXCLUSIVE_TYPES.concat("transient");

// The effect of a type that comes on one that is there: the policy "spec" (shim/session/policies/spec.toml) without its
// cells "mix" and "duck". AD-HOC: a page cannot be made quieter without its noticing, so ducked is mixed.
export const EFFECTS = {
  playback: { playback: "stop", "transient-solo": "stop", "play-and-record": "deny" },
  "transient-solo": {
    playback: "interrupt",
    transient: "interrupt",
    "transient-solo": "interrupt",
    ambient: "interrupt",
  },
  "play-and-record": { playback: "interrupt", "transient-solo": "interrupt", "play-and-record": "stop" },
};
const effectOf = (incoming, active) => EFFECTS[incoming]?.[active];

// The underlying audio session of a document, and a mirror of what the document said.
class Session {
  type = "auto";
  state = "inactive";
  notifiedState = "inactive";
  serial = 0;
  elements = new Map();
  // Rises with each element that becomes audible, across the tab: the larger, the more recent.
  lastAudible = 0;
  // During an interruption: whether it was active before, or asked to be since.
  isWanted = false;

  constructor(parent, deliver) {
    this.parent = parent;
    this.deliver = deliver;
  }

  // https://w3c.github.io/audio-session/#compute-the-audio-session-type
  typeOf(counts) {
    if (this.type !== "auto") return this.type; // 1
    const types = [...this.elements.values()].filter(counts).map(({ id }) => DEFAULT_TYPES[id.split("#")[0]]);
    return COMPUTED_TYPES.find((type) => types.includes(type)) ?? "ambient"; // 2-6
  }

  get computedType() {
    return this.typeOf(({ audible, interrupted }) => audible && !interrupted);
  }

  // A session that is interrupted, or about to resume, counts as if it were heard.
  get soundingType() {
    return this.typeOf(sounds);
  }

  get isSounding() {
    return [...this.elements.values()].some(sounds);
  }

  get isActive() {
    return this.notifiedState === "active" && this.state === "active";
  }
}

const sounds = ({ audible, interrupted }) => audible || interrupted;
const isInactive = ({ state }) => state === "inactive";
const isExclusive = (type) => EXCLUSIVE_TYPES.includes(type);
// By the order of types, so that a call outlasts other sounds of its page, then by recency.
const precedes = (a, b) =>
  COMPUTED_TYPES.indexOf(a.soundingType) - COMPUTED_TYPES.indexOf(b.soundingType) || b.lastAudible - a.lastAudible;

export class TabHost {
  sessions = []; // In the order in which they came; parents before their children.
  others = new Map(); // Tabs that have the focus: { type, position } by id.
  type = null; // With which this tab has the focus.
  position = 0; // The larger, the later it asked.
  isHeld = false;
  isAway = false;
  #count = 0;

  // now(): a time that all tabs share. announce(): the others are to hear type and position.
  constructor(now, announce) {
    this.now = now;
    this.announce = announce;
  }

  // deliver(message) queues a task in the document.
  add(parent, deliver) {
    const session = new Session(parent, deliver);
    this.sessions.push(session);
    return session;
  }

  // The document is gone, and with it all below it.
  remove(session) {
    const gone = new Set([session]);
    for (const other of this.sessions) if (gone.has(other.parent)) gone.add(other);
    this.sessions = this.sessions.filter((other) => !gone.has(other));
    this.refocus();
  }

  receive(session, message) {
    const { elements } = session;
    switch (message.op) {
      case "type-applied":
        session.type = message.type;
        this.displace(session);
        break;
      case "element":
        if (message.audible && !elements.get(message.id)?.audible) session.lastAudible = ++this.#count;
        elements.set(message.id, message);
        break;
      case "element-removed":
        elements.delete(message.id);
        break;
      case "try-activating":
        session.serial = message.serial;
        session.isWanted = true;
        return this.activate(session);
      case "inactivate":
        session.serial = message.serial;
        this.setTheState(session, "inactive");
        break;
      case "state-notified":
        if (session.notifiedState === message.state) return;
        session.notifiedState = message.state;
        this.displace(session);
        break;
      default:
        return;
    }
    this.refocus();
  }

  // https://w3c.github.io/audio-session/#set-the-state
  setTheState(session, state, suspend) {
    session.state = state;
    session.deliver({ op: "notify-state", state, serial: session.serial, suspend });
  }

  // https://w3c.github.io/audio-session/#update-all-audiosession-states
  // The selected audio session (1) is nothing that a page could see, and nobody else asks for it here.
  displace(updated) {
    if (!isExclusive(updated.computedType) || !updated.isActive) return; // 2, 3
    for (const session of this.sessions) {
      // 4, 5
      if (session === updated || !session.isActive || !isExclusive(session.computedType)) continue; // 5.1-5.3
      // 5.4. INTEROP: a computed type is never auto, so the comparison is of the [[type]] slots, as in Firefox.
      if (session.type !== "auto" || updated.type !== "auto") this.setTheState(session, "inactive");
    }
  }

  // The session whose type the tab has among the others; undefined if nothing sounds. also is about to be active.
  representative(also) {
    const sounding = this.sessions.filter((session) => session.isSounding);
    let live = sounding.filter((session) => !isInactive(session) || session === also);
    if (!live.length) live = sounding;
    const exclusive = live.filter((session) => isExclusive(session.soundingType));
    if (exclusive.length) return exclusive.sort(precedes)[0];
    return live.find((session) => session.soundingType !== "ambient") ?? live[0];
  }

  activate(session) {
    const best = this.representative(session) ?? session;
    // Otherwise it does not change what the tab is for others.
    if (!this.type || this.isHeld || best === session) {
      const type = best.soundingType;
      const wasHeld = this.isHeld;
      if (!this.isRefused(type)) this.request(type);
      else if (!wasHeld) return this.refuse(session);
      this.setTheState(session, this.isHeld ? "interrupted" : "active");
      if (wasHeld && !this.isHeld) this.restore();
    } else this.setTheState(session, "active");
  }

  // Sessions or elements changed: another type is a new request, and a silent tab gives up the focus.
  refocus() {
    if (!this.type) return;
    const best = this.representative();
    if (!best) return this.settle();
    const type = best.soundingType;
    if (this.isHeld || type === this.type) return;
    if (this.isRefused(type)) this.refuse(best);
    else this.request(type);
  }

  isRefused(type) {
    return [...this.others.values()].some((other) => effectOf(type, other.type) === "deny");
  }

  request(type) {
    const positions = [...this.others.values(), this].map(({ position }) => position + 1);
    this.type = type;
    this.position = Math.max(this.now(), ...positions);
    this.isHeld = false;
    this.announce();
  }

  release() {
    this.type = null;
    this.isHeld = false;
    this.announce();
  }

  settle() {
    if (this.sessions.every(isInactive)) this.release();
  }

  refuse(session) {
    if (this.sessions.some((other) => other !== session && !isInactive(other))) {
      return this.setTheState(session, "inactive", true);
    }
    this.stop();
    if (this.type) this.release();
  }

  // Another tab has the focus, with a type, or has it no longer.
  hear(id, type, position) {
    if (type) this.others.set(id, { type, position });
    else this.others.delete(id);
    this.reconsider();
  }

  reconsider() {
    if (!this.type || this.isAway) return;
    const effects = [...this.others.values()]
      // One that would have refused this tab came first, or both at once: then it comes after.
      .filter((other) => other.position > this.position || effectOf(this.type, other.type) === "deny")
      .map((other) => effectOf(other.type, this.type));
    if (effects.includes("stop")) {
      this.stop();
      return this.release();
    }
    const isHeld = effects.includes("interrupt");
    if (isHeld === this.isHeld) return;
    this.isHeld = isHeld;
    if (isHeld) return this.hold();
    this.restore();
    this.settle();
  }

  // The page is put aside, and hears nothing.
  leave() {
    this.others.clear();
    this.isAway = true;
  }

  // The tab is shown again, and has heard of the others. If they held it, and still do, nothing has changed.
  comeBack() {
    this.isAway = false;
    const best = this.representative();
    if (!this.type || this.isHeld || !best) this.reconsider();
    else if (this.isRefused(this.type)) this.refuse(best);
    else this.request(this.type);
  }

  hold() {
    for (const session of this.sessions) {
      session.isWanted = session.state === "active";
      // A displaced session is inactive while its elements play on; they too must stop.
      if (session.isWanted || session.isSounding) this.setTheState(session, "interrupted");
    }
  }

  restore() {
    const held = this.sessions.filter(({ state }) => state === "interrupted");
    // The session that is restored last displaces its siblings: a displaced one must come before who displaced it.
    held.sort((a, b) => a.isWanted - b.isWanted || a.lastAudible - b.lastAudible);
    for (const session of held) this.setTheState(session, session.isSounding ? "active" : "inactive");
  }

  stop() {
    for (const session of this.sessions) {
      if (!isInactive(session) || session.isSounding) this.setTheState(session, "inactive", true);
    }
  }
}
