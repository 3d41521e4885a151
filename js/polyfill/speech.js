// Speech synthesis as an element of the session. The draft is silent about it; Firefox has it so.
//
// The window's speechSynthesis is one element, audible while it speaks an utterance that has a volume.
import { hookMethod } from "./hooks.js";

export function watchSpeech(context) {
  const { window, session, guard, queueTask } = context;
  const { SpeechSynthesis, EventTarget } = window;
  const { addEventListener } = EventTarget.prototype;
  const { prototype } = SpeechSynthesis;
  const watched = new WeakSet();
  // OPTIMIZATION: the window makes it when it is first asked for, which takes a browser longer than all of this file.
  let speechSynthesis;
  let spoken = null;
  let isPaused = false;

  const element = {
    kind: "speech",
    suspendSteps: () => queueTask(() => pause.call(speechSynthesis)),
    resumeSteps: () =>
      queueTask(() => {
        if (!element.resuming) return;
        resume.call(speechSynthesis);
        // Nothing comes after a pause that the last utterance did not outlive.
        if (!spoken) session.settle(element);
      }),
    releaseSteps: () => {},
  };

  const update = () => {
    session.setAudible(element, spoken !== null && !isPaused && spoken.volume !== 0);
    if (!isPaused) session.settle(element);
  };
  const onEvent = guard(({ type, currentTarget: utterance }) => {
    if (type === "start") spoken = utterance;
    else if (utterance !== spoken) return;
    else if (type === "end" || type === "error") spoken = null;
    isPaused = type === "pause";
    update();
  });

  hookMethod(prototype, "speak", {
    before: guard((self, [utterance]) => {
      if (self instanceof SpeechSynthesis) speechSynthesis = self;
      if (!session.elements.has(element)) session.add(element);
      if (context.mustAsk?.(element, utterance)) {
        spoken ??= utterance; // As if it had begun.
        pause.call(speechSynthesis);
      }
      if (!(utterance instanceof EventTarget) || watched.has(utterance)) return;
      watched.add(utterance);
      for (const type of ["start", "end", "error", "pause", "resume"]) addEventListener.call(utterance, type, onEvent);
    }),
  });
  // Not every voice tells when it was cancelled.
  hookMethod(prototype, "cancel", {
    after: guard(() => {
      spoken = null;
      isPaused = false; // What was paused is gone.
      session.forget(element);
      update();
    }),
  });
  const pause = hookMethod(prototype, "pause", { after: guard(() => session.forget(element)) });
  const { resume } = prototype;
}
