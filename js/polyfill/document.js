// Joins a window to the host: the session's slots, its interface, its elements, and the link between.
//
// link is { send(string), onmessage, guard? }: attach sets onmessage, and the owner of the link calls it with each
// message of the host, every time from a task of its own. guard is what guard.js begins with.
// adapter is what engines do differently (browser.js has it for browsers):
//   queueTask(fn)                      queues a task
//   fire(target, event)                dispatches an event, a trusted one if it can be
//   hasAudio(element)                  whether a media element has an audio track; undefined while that is not known
//   play(element)                      internal play steps of a media element; may return a promise
//   watchOutput(context, fn)           calls fn(sounds) when an AudioContext starts or ceases to send non-zero samples
//   interruptContext(context)          starts an AudioContext's interruption
//   endInterruption(context, resume)   ends it: running again, or else suspended
//   setTrackMuted(track, muted)        sets a MediaStreamTrack's muted state, with its event
//   endTrack(track)                    ends a MediaStreamTrack as the user agent does, with its event
//   outputOf(sinkId)                   the device's name for an output: "speaker", "headphones", ...; null for its default
import { DocumentSession } from "./algorithms.js";
import { defineAudioSession } from "./session.js";

export const VERSION = 1;

// Returns watch(kind), which takes the function of an element kind's file and hooks that kind in this window.
export function attach(window, link, adapter) {
  const { stringify, parse } = JSON;
  const { Event, WeakRef, FinalizationRegistry } = window;

  // Without what the page may have put on Object.prototype: its toJSON is not for us.
  const send = (message) => link.send(stringify({ __proto__: null, ...message }));
  // An error of ours never reaches the page, and is not lost: the host is told.
  const guard =
    (fn) =>
    (...args) => {
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
  const queueTask = (fn) => adapter.queueTask(guard(fn));

  const session = new DocumentSession(send, queueTask, () => adapter.fire(audioSession, new Event("statechange")));
  const audioSession = defineAudioSession(
    window,
    session,
    guard(() => session.updateTheType()),
  );
  link.onmessage = guard((text) => {
    const message = parse(text);
    if (message.op === "notify-state") session.notifyTheStatesChange(message.state, message.serial, message.suspend);
    else if (message.op === "suspend-elements") session.suspendElements();
    else {
      // @ts-expect-error: js/polyfill/guard.js adds it
      session.onguard?.(message);
    }
  });
  send({ op: "hello", version: VERSION });

  const collected = new FinalizationRegistry(guard((element) => session.remove(element)));
  const known = new WeakMap();
  // The entry of a page's object among the session's elements, which does not keep the object alive.
  const enter = (object, element) => {
    element.ref = new WeakRef(object);
    known.set(object, element);
    collected.register(object, element);
    session.add(element);
    return element;
  };
  const context = { window, link, adapter, session, guard, queueTask, enter, known };
  return guard((kind) => kind(context));
}
