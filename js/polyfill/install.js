// The entry: puts navigator.audioSession into a window and joins it to the host through a link.
//
// link is { send(string), onmessage }: install sets onmessage, and the owner of the link calls it with each message of
// the host, every time from a task of its own.
// extras is what only an engine of one's own can offer. All are optional, each has a way of the browser's instead:
//   queueTask(fn)          queues a task
//   fire(target, event)    dispatches a trusted event
//   whenUsed(name, fn)     calls fn when the window's interface of that name is first used, or now
//   hasAudio(element)      whether the media element has an audio track
//   play(element)          runs the media element's internal play steps, whatever the autoplay policy says
//   force                  installs although the window has an AudioSession of its own
import { DocumentSession } from "./algorithms.js";
import { watchMediaElements } from "./media-element.js";
import { defineAudioSession } from "./session.js";

export const VERSION = 1;

const KINDS = { HTMLMediaElement: watchMediaElements };

// Returns whether it was installed.
export function install(window, link, extras = {}) {
  if ("audioSession" in window.Navigator.prototype && !extras.force) return false;
  const { stringify, parse } = window.JSON;
  const { Event, EventTarget } = window;
  const { dispatchEvent } = EventTarget.prototype;

  const send = (message) => link.send(stringify(message));
  // An error of ours never reaches the page, and is not lost: the host is told.
  const guard = (fn) => (...args) => {
    try {
      return fn(...args);
    } catch (error) {
      report(error);
    }
  };
  const report = (error) => {
    try {
      send({ op: "fault", text: `${error} ${error?.stack}`.slice(0, 2000) });
    } catch {
      // The link itself is gone.
    }
  };
  const queueInHost = extras.queueTask || taskQueue(window);
  const queueTask = (fn) => queueInHost(guard(fn));
  const fire = extras.fire || ((target, event) => dispatchEvent.call(target, event));

  const session = new DocumentSession(send, queueTask, () => fire(audioSession, new Event("statechange")));
  const audioSession = defineAudioSession(window, session, guard(() => session.updateTheType()));
  link.onmessage = guard((text) => {
    const message = parse(text);
    if (message.op === "notify-state") session.notifyTheStatesChange(message.state, message.serial);
  });
  send({ op: "hello", version: VERSION });

  const context = { window, extras, session, guard, queueTask };
  const whenUsed = extras.whenUsed || ((name, fn) => name in window && fn());
  for (const name of Object.keys(KINDS)) whenUsed(name, guard(() => KINDS[name](context)));
  return true;
}

// Tasks, not microtasks, and not clamped to 4 ms as nested timers are.
function taskQueue(window) {
  const { port1, port2 } = new window.MessageChannel();
  const tasks = [];
  port1.onmessage = () => tasks.shift()();
  return (fn) => {
    tasks.push(fn);
    port2.postMessage(null);
  };
}
