// The announcement of a document to a host that does not know it yet: its first one, or another after that was lost.
import { VERSION } from "./document.js";

// Before the link has the new host: what an interruption held, of which only the old host knew the end, resumes.
// Returns what introduces the document to the new host, once the link has it.
export function beginAnew(session) {
  // Displaced in its tab, and playing on: it does not win back what it lost.
  const isDisplaced = session.requestedState === "inactive" && session.state === "inactive";
  session.requestedState = "unknown";
  session.unguard?.();
  if (session.state === "interrupted") session.notifyTheStatesChange("active", -1);
  return () => announce(session, isDisplaced);
}

function announce(session, isDisplaced) {
  session.serial = 0;
  session.send({ op: "hello", version: VERSION });
  if (session.appliedType !== "auto") session.send({ op: "type-applied", type: session.appliedType });
  for (const element of session.elements) session.report(element);
  const isIdle = !session.isInUse();
  session.requestedState = (isIdle && session.state === "inactive") || (!isIdle && isDisplaced) ? "inactive" : "unknown";
  if (isIdle) return session.inactivate(null);
  // One that is about to resume asks when it has.
  const asking = [...session.elements].find((one) => one.audible || session.interruptedElements.has(one));
  if (asking && !isDisplaced) session.tryActivating(asking);
}
