// Steering of a page by a device with a host, beyond its audio session: device-*.js has it for each kind of element.
//
// context.device is what they share:
//   settings            what the policy has the document do by itself
//   watchers            functions of (before, after, mayPlay), called when the session's state has changed; mayPlay: an
//                       interruption is over, and what the page would play may be played
//   on                  what is done with the host's other messages, by their op
//   buttons             isPlaying(); handle(button, seconds), the page's Media Session handlers; onElement(button,
//                       seconds) and onContexts(button), what the platform does without one: they return whether they
//                       did. onPause() hears of what the page itself pauses
//   entered             what is done with an object that has become an element of the session, by its kind
export function watchDevice(context) {
  const { link, session, guard, enter } = context;
  const { parse } = JSON;
  const buttons = { isPlaying: () => session.state === "active" };
  const on = {
    settings: (settings) => {
      device.settings = settings;
    },
    press: ({ button, seek }) => {
      const meant = button !== "play_pause" ? button : buttons.isPlaying() ? "pause" : "play";
      return buttons.handle?.(meant, seek) || buttons.onElement?.(meant, seek) || buttons.onContexts?.(meant);
    },
  };
  const device = (context.device = { settings: {}, watchers: [], buttons, entered: {}, on });
  context.enter = (object, element) => {
    enter(object, element);
    device.entered[element.kind]?.(object, element);
    return element;
  };
  const { onmessage } = link;
  link.onmessage = guard((text) => {
    const message = parse(text);
    if (on[message.op]) return on[message.op](message);
    const before = session.state;
    onmessage(text);
    const { state } = session;
    if (message.op !== "notify-state" || state === before) return;
    for (const tell of device.watchers) tell(before, state, message.may_play || state === "active");
  });
}
