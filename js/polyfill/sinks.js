// The outputs that a page chooses for its elements. https://w3c.github.io/mediacapture-output/
import { apply, getterOf, hookValue } from "./hooks.js";

// prototype: of media elements, or of AudioContexts; track makes one known that is not yet.
export function watchSinks(prototype, { adapter, session, known, guard }, track) {
  const sinkIdOf = getterOf(prototype, "sinkId");
  if (!sinkIdOf || !adapter.outputOf) return;
  const tell = guard((object) => {
    track(object);
    const element = known.get(object);
    if (!session.elements.has(element)) return;
    const sinkId = sinkIdOf.call(object);
    session.send({ op: "sink", id: element.id, output: adapter.outputOf(typeof sinkId === "string" ? sinkId : "") });
  });
  hookValue(prototype, "setSinkId", {
    apply(target, self, args) {
      return apply(target, self, args).then((value) => {
        tell(self);
        return value;
      });
    },
  });
}
