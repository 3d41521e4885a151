// The outputs that a page chooses for its elements. https://w3c.github.io/mediacapture-output/
import { apply, getterOf, hookValue } from "./hooks.js";

// prototype: of media elements, or of AudioContexts. tell(object) is for one that has just become an element.
export function watchSinks(prototype, { adapter, session, known, guard }) {
  const sinkIdOf = getterOf(prototype, "sinkId");
  if (!sinkIdOf || !adapter.outputOf) return { tell() {} };
  const sinkOf = (object) => {
    const sinkId = sinkIdOf.call(object);
    return typeof sinkId === "string" ? sinkId : "";
  };
  const send = guard((object) => {
    const element = known.get(object);
    if (session.elements.has(element)) {
      session.send({ op: "sink", id: element.id, output: adapter.outputOf(sinkOf(object)) });
    }
  });
  hookValue(prototype, "setSinkId", {
    apply(target, self, args) {
      return apply(target, self, args).then((value) => {
        send(self);
        return value;
      });
    },
  });
  return { tell: (object) => sinkOf(object) && send(object) };
}
