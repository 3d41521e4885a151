// The dashboard: what the server sends goes to its parts, what a person does goes to the server.
import { show } from "../report/timeline.js";
import { connection } from "./connection.js";
import { controls } from "./controls.js";
import { keep, make, press, sparingly, write } from "./dom.js";
import { exporting } from "./exports.js";
import { log } from "./log.js";
import { pages } from "./pages.js";
import { keepToken, takeToken } from "./token.js";

const at = (id) => document.getElementById(id);
let token = takeToken();
let pageToken = "";
let device = new URLSearchParams(location.search).get("device") || "default";
let timeline;
let held = false;
let latest = null;

const link = connection({ introduce, hear, report });
const files = exporting(document.body, { token: () => token, send, complain });
const update = [controls(document.body, send), pages(document.body), files, showDevices];
const addRows = log(document.body);

const seconds = () => Number(document.querySelector("#spans input:checked").value);

function introduce() {
  return { op: "connect", token, device, seconds: seconds() };
}

function send(message) {
  const sent = link.send(message);
  complain(sent ? "" : "There is no connection to the server: nothing was done.");
  return sent;
}

function hear(message) {
  if (message.op === "connected") pageToken = message.token;
  else if (message.op === "state") for (const part of update) part(message);
  else if (message.op === "log") addRows(message);
  else if (message.op === "timeline") draw(message);
  else if (message.op === "error") complain(message.text);
}

function complain(text) {
  at("error").hidden = !text;
  write(at("error"), text);
}

function report(status, reason) {
  document.body.dataset.connection = status;
  const lost = `Connection lost${reason && `: ${reason}`}. Trying again…`;
  const words = { connected: "Connected", lost, refused: "Not connected" };
  write(at("connection").lastElementChild, words[status]);
  const refused = status === "refused";
  at("gate").hidden = !refused;
  if (status === "connected") at("main").hidden = false;
  if (!refused) return;
  at("main").hidden = true;
  write(at("gate").querySelector("p"), `${reason[0].toUpperCase()}${reason.slice(1)}. The token is what follows the #.`);
  at("token").focus();
}

function showDevices(state) {
  ({ device } = state);
  keep(
    at("devices"),
    state.devices,
    ({ name }) => name,
    ({ name }) => make("option", { value: name }),
    (option, { name, documents }) => write(option, documents ? `${name} (${documents})` : name),
  );
  at("devices").value = device;
  document.title = device === "default" ? "Audio device" : `Audio device ${device}`;
  const count = `${state.documents} ${state.documents === 1 ? "document" : "documents"}`;
  write(at("facts"), `${device} · policy ${state.policy} · ${count}`);
  const source = new URL("audio-session.js", location.href);
  source.search = new URLSearchParams({ token: pageToken, ...(device === "default" ? {} : { device }) });
  const tag = `<script src="${source}"></script>`;
  if (at("tag").value !== tag) at("tag").value = tag;
}

function look(name) {
  device = name;
  hold(false);
  send({ op: "look", device, seconds: seconds() });
}

const drawLatest = sparingly(() => {
  if (!latest || held || document.hidden) return;
  const message = latest;
  latest = null;
  const drawing = document.importNode(new DOMParser().parseFromString(message.svg, "image/svg+xml").documentElement, true);
  if (timeline) {
    timeline.replace(drawing);
  } else {
    document.querySelector(".scroller").append(drawing);
    timeline = show(at("figure"));
  }
  write(at("remarks"), message.remarks.join(" "));
});

function draw(message) {
  latest = message;
  drawLatest();
}

function hold(on) {
  held = on;
  press(at("hold"), held);
  if (!held) drawLatest();
}

document.addEventListener("visibilitychange", drawLatest);
at("hold").addEventListener("click", () => hold(!held));
at("spans").addEventListener("change", () => look(device));
at("devices").addEventListener("change", () => look(at("devices").value));
at("which").addEventListener("submit", (event) => {
  event.preventDefault();
  look(at("new-device").value || at("devices").value);
  at("new-device").value = "";
});
at("gate").addEventListener("submit", (event) => {
  event.preventDefault();
  token = at("token").value.trim().replace(/^.*#/, "");
  at("token").value = "";
  keepToken(token);
  link.open();
});
at("copy").addEventListener("click", async () => {
  at("tag").select();
  try {
    await navigator.clipboard.writeText(at("tag").value);
    write(at("copy"), "Copied");
  } catch {
    write(at("copy"), "Press Ctrl+C");
  }
});

if (token) link.open();
else report("refused", "a token is needed: use the dashboard's address that the server printed");
