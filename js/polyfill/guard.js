// The host's last word about which kinds may not begin by themselves: { kinds, resume, rejects }.
//
// An element of one of these kinds that is to begin is held before it does, asks, and begins when its session becomes
// active. AD-HOC: the draft has it begin, and suspends it.

const NONE = { __proto__: null, kinds: [], resume: true, rejects: true };

// Gives the context guardOf(kind), the message if it says so of that kind, and mustAsk(element), which returns whether the
// element is held; and runs entered(element) for each element of that kind.
/** @param {any} context @param {string[]} kinds @param {Function} entered */
export function watchGuard(context, kinds, entered = () => {}) {
  const { session, link, enter } = context;
  context.enter = (object, element) => {
    enter(object, element);
    if (kinds.includes(element.kind)) entered(element, object);
    return element;
  };
  if (context.guardOf) return;
  context.guardOf = (kind) => {
    const guard = link.guard ?? NONE;
    return guard.kinds.includes(kind) && guard;
  };
  context.mayRun = () => (link.guard ?? NONE).resume;
  context.mustAsk = (element, utterance) => {
    if (element.audible || utterance?.volume === 0 || !context.guardOf(element.kind)) return false;
    if (!session.interruptedElements.has(element)) session.hold(element);
    session.ask(element);
    element.asked = session.serial;
    return true;
  };
  session.onguard = (message) => {
    link.guard = message;
    for (const element of [...session.elements]) element.updateSteps?.();
  };
  session.unguard = () => session.onguard(NONE);
}
