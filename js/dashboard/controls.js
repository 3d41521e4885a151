// The controls: all that can happen to a device. They show what the server says, never what was clicked.
import { keep, make, offer, press, write } from "./dom.js";

const EVENTS = [
  { event: "call", label: "Phone call", name: "phone call" },
  { event: "alarm", label: "Alarm", name: "alarm" },
  { event: "assistant", label: "Assistant", name: "assistant" },
];
const SWITCHES = [
  { label: "Silent switch", isOn: (state) => state.silent_switch, ask: (on) => ({ op: "silent-switch", on }) },
  { label: "Screen lock", isOn: (state) => state.locked, ask: (on) => ({ op: "lock", on }) },
  { label: "In the background", isOn: (state) => state.in_background, ask: (on) => ({ op: "background", on }) },
  ...["headphones", "bluetooth"].map((output) => ({
    label: output === "bluetooth" ? "Bluetooth" : "Headphones",
    isOn: (state) => state.plugged.includes(output),
    ask: (on) => ({ op: "plug", output, on }),
  })),
];
const BUTTONS = [
  ["Previous", "previous"],
  ["Seek backward", "seek_backward"],
  ["Play", "play"],
  ["Pause", "pause"],
  ["Play/pause", "play_pause"],
  ["Stop", "stop"],
  ["Seek forward", "seek_forward"],
  ["Next", "next"],
  ["Hang up", "hang_up"],
  ["Microphone", "toggle_microphone"],
  ["Camera", "toggle_camera"],
];
const always = () => true;
// Steps of an app, each with the states in which it can be taken.
const STEPS = [
  ["Play", "play", (app) => app.state !== "active"],
  ["Pause", "pause", (app) => app.state !== "inactive"],
  ["Stop", "stop", (app) => app.has_focus],
  ["Stop, nobody resumes", "stop-for-good", (app) => app.has_focus],
  ["Close", "close", always],
];
const VOLUME_MS = 100;

export const percent = (gain) => `${Math.round(gain * 100)} %`;

export function controls(root, send) {
  const at = (id) => root.querySelector(`#${id}`);
  let state;

  // One of each kind can be begun here; more of them, and others, come from elsewhere and can be ended here.
  const events = EVENTS.map(({ event, label, name }) => {
    const own = () => state?.events.findLast((one) => one.name === name);
    const toggle = make(
      "button",
      {
        type: "button",
        "aria-pressed": "false",
        click: () => send(own() ? { op: "end", id: own().id, resume: true } : { op: "begin", event }),
      },
      make("span", { class: "name" }, label),
      make("span", { class: "hint" }),
    );
    const quiet = make(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": `End, nobody resumes: ${name}`,
        hidden: "",
        click: () => send({ op: "end", id: own().id, resume: false }),
      },
      "End, nobody resumes",
    );
    at("events").append(make("div", { class: "event" }, toggle, quiet));
    return () => {
      press(toggle, Boolean(own()));
      write(toggle.lastElementChild, own() ? "on: end it" : "begin");
      offer(quiet, Boolean(own()), toggle);
    };
  });

  function others() {
    const shown = new Set(EVENTS.map(({ name }) => state.events.findLast((one) => one.name === name)));
    return state.events.filter((one) => !shown.has(one));
  }

  function createEvent({ id, name }) {
    const end = (label, resume) =>
      make(
        "button",
        {
          type: "button",
          "aria-label": `${label}: ${name}`,
          click: () => send({ op: "end", id, resume }),
        },
        label,
      );
    return make("li", {}, make("bdi", {}, name), end("End", true), end("End, nobody resumes", false));
  }

  const switches = SWITCHES.map(({ label, isOn, ask }) => {
    const button = make(
      "button",
      { type: "button", "aria-pressed": "false", click: () => send(ask(!isOn(state))) },
      make("span", { class: "name" }, label),
      make("span", { class: "hint" }),
    );
    at("switches").append(button);
    return () => {
      press(button, isOn(state));
      write(button.lastElementChild, isOn(state) ? "on" : "off");
    };
  });

  for (const [label, button] of BUTTONS) {
    at("buttons").append(make("button", { type: "button", click: () => send({ op: "press", button }) }, label));
  }

  const volume = at("volume");
  let sending = 0;
  let moved = -Infinity;
  volume.addEventListener("input", () => {
    moved = performance.now();
    write(at("volume-value"), `${volume.value} %`);
    sending ||= setTimeout(() => {
      sending = 0;
      send({ op: "volume", volume: volume.value / 100 });
    }, VOLUME_MS);
  });

  at("add").addEventListener("submit", (event) => {
    event.preventDefault();
    if (send({ op: "add-app", name: at("app-name").value, type: at("app-type").value })) at("app-name").value = "";
  });

  function createApp({ id }) {
    const buttons = STEPS.map(([label, action]) =>
      make("button", { type: "button", "data-do": action, click: () => send({ op: "app", id, do: action }) }, label),
    );
    return make(
      "li",
      { class: "app" },
      make(
        "div",
        { class: "line" },
        make("bdi", { class: "who" }),
        make("span", { class: "badge" }),
        make("span", { class: "details" }),
      ),
      make("div", { class: "buttons", role: "group" }, ...buttons),
    );
  }

  function updateApp(item, app) {
    const [who, badge, details] = item.firstElementChild.children;
    write(who, app.name);
    badge.className = `badge ${app.state}`;
    write(badge, app.state);
    write(details, [app.type, ...heard(app, state.volume)].join(" · "));
    item.lastElementChild.setAttribute("aria-label", app.name);
    const buttons = [...item.lastElementChild.children];
    const can = (button) => STEPS[buttons.indexOf(button)][2](app);
    const first = buttons.find(can);
    offer(first, true);
    for (const button of buttons) {
      button.setAttribute("aria-label", `${button.textContent}: ${app.name}`);
      offer(button, can(button), first);
    }
  }

  return function update(next) {
    state = next;
    for (const show of [...events, ...switches]) show();
    offer(at("buttons"), Boolean(state.buttons_go_to), at("volume"));
    write(at("buttons-go-to"), state.buttons_go_to ? `go to ${state.buttons_go_to}` : "go to nobody");
    keep(
      at("more-events"),
      others(),
      (one) => one.id,
      createEvent,
      () => {},
      root.querySelector("#events button"),
    );
    // The slider belongs to the one who moves it; the server's word comes after.
    if (!sending && performance.now() - moved > 500) {
      volume.value = Math.round(state.volume * 100);
      write(at("volume-value"), percent(state.volume));
    }
    keep(at("apps"), state.apps, (app) => app.id, createApp, updateApp, at("app-name"));
  };
}

/** Words for the way in which a participant is heard. */
export function heard({ output, gain }, volume) {
  if (!output) return [];
  if (gain * volume === 0) return ["muted"];
  return [`heard at ${percent(gain * volume)}`, output];
}
