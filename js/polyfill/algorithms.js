// The document's side of the model: the slots of its AudioSession and the algorithms that work on them.
// The host runs the steps that the draft runs "in parallel": a message asks for them, and the answer comes as a task.
// https://w3c.github.io/audio-session/#audio-session-algorithms
//
// An element of the session is an object of its kind's file: { kind, updateSteps?, suspendSteps, resumeSteps,
// releaseSteps?, stopSteps? }; releaseSteps(isRefused) are run when an interrupted element is not going to resume,
// stopSteps instead of suspendSteps where stopping for good is something else. Here it gets id, audible, and
// resuming, which is true from its resume steps until they have had their effect: when its file calls
// setAudible(element, true) or settle(element). What resume steps queue does nothing if it is false again by then.

export class DocumentSession {
  // Slots of the AudioSession object
  type = "auto";
  state = "inactive";
  elements = new Set();
  interruptedElements = new Set();
  appliedType = "auto";
  isTypeBeingApplied = false;

  // The state that the last request to the host asked for, or that the host told us since; and that request's number.
  // AD-HOC: the draft looks at [[state]] before it asks, so of "inactivate" and "try activating" in one task
  // the second is lost.
  requestedState = "inactive";
  serial = 0;
  counts = {};

  constructor(send, queueTask, fireStateChange) {
    this.send = send;
    this.queueTask = queueTask;
    this.fireStateChange = fireStateChange;
  }

  // https://w3c.github.io/audio-session/#update-the-type
  updateTheType() {
    if (this.isTypeBeingApplied) return; // 1
    this.isTypeBeingApplied = true; // 2
    this.queueTask(() => {
      // 3
      this.isTypeBeingApplied = false; // 3.1
      if (this.type === this.appliedType) return; // 3.2
      this.appliedType = this.type; // 3.3
      this.send({ op: "type-applied", type: this.type }); // 3.4; 3.6 and 3.7 are the host's, which sees type and elements
      this.updateElements(); // 3.5
    });
  }

  // https://w3c.github.io/audio-session/#notify-the-states-change
  // With suspend the device stopped the session, or refused to activate it: its elements stop and do not resume.
  notifyTheStatesChange(newState, serial, suspend = false) {
    const isMutatingState = this.state !== newState; // 1
    this.state = newState; // 2
    if (serial === this.serial) this.requestedState = newState;
    if (newState === "inactive") {
      // 3
      for (const element of [...this.interruptedElements]) {
        // AD-HOC: otherwise what it asked for (guard.js) is still to be answered.
        if (!(element.asked > serial)) this.forget(element, suspend);
      }
    }
    if (suspend) this.suspendElements(); // AD-HOC: the draft knows no end for good that reaches the elements.
    this.updateElements(); // 4
    this.send({ op: "state-notified", state: newState }); // 6
    if (isMutatingState) this.fireStateChange(); // 5, 7
    // AD-HOC: what was to resume may be gone by now; the draft would leave the session active for nothing.
    if (newState === "active" && serial === this.serial && !this.isInUse()) this.inactivate(null);
  }

  // https://w3c.github.io/audio-session/#inactivate
  inactivate(element) {
    if (this.requestedState === "inactive") return; // 1
    this.requestedState = "inactive";
    this.send({ op: "inactivate", element: element && element.id, serial: ++this.serial }); // 2
  }

  // https://w3c.github.io/audio-session/#try-activating
  tryActivating(element) {
    if (this.requestedState === "active") return; // 1
    this.ask(element); // 2
  }

  ask(element) {
    this.requestedState = "active";
    this.send({ op: "try-activating", element: element.id, serial: ++this.serial });
  }

  updateElements() {
    for (const element of [...this.elements]) this.updateAnElement(element);
  }

  // https://w3c.github.io/audio-session/#update-an-element
  updateAnElement(element) {
    if (!this.elements.has(element)) return; // Gone by the steps of another.
    element.updateSteps?.(); // 2
    // AD-HOC: one that was about to resume is as good as audible; the draft would let it play into the interruption.
    if ((element.audible || element.resuming) && this.state === "interrupted") {
      // 3
      this.hold(element); // 3.1
      element.suspendSteps(); // 3.2
    }
    if (this.interruptedElements.has(element) && this.state === "active") {
      // 4
      this.interruptedElements.delete(element); // 4.1
      element.resuming = true;
      this.report(element);
      element.resumeSteps(); // 4.2
    }
  }

  hold(element) {
    this.interruptedElements.add(element);
    element.resuming = false;
    this.report(element);
  }

  // The last section of https://w3c.github.io/audio-session/#update-an-element: an audible flag is changing.
  setAudible(element, audible) {
    if (!this.elements.has(element)) return;
    const isResumed = audible && element.resuming;
    if (isResumed) element.resuming = false;
    if (element.audible === audible && !isResumed) return;
    const isChanging = element.audible !== audible;
    element.audible = audible;
    this.report(element);
    if (!isChanging) return;
    if (!audible) this.becameSilent(element);
    // AD-HOC: an element that only resumes is not audible anew; it must not win back what its session lost meanwhile.
    else if (!isResumed || this.requestedState !== "inactive") this.tryActivating(element); // 1
  }

  becameSilent(element) {
    // INTEROP: the draft spares the session only for an interrupted element (2). Taken by its words, a session would
    // end with the first of two audible elements that stops; Firefox waits for the last.
    if (!this.isInUse()) this.inactivate(element); // 2, 3
  }

  isInUse() {
    for (const element of this.elements) {
      if (element.audible || element.resuming || this.interruptedElements.has(element)) return true;
    }
    return false;
  }

  // The resume steps of element have had what effect they will have.
  settle(element) {
    if (!element.resuming) return;
    element.resuming = false;
    this.report(element);
    if (!element.audible) this.becameSilent(element);
  }

  // The page itself stopped an interrupted element: it is not to resume. The session stays interrupted until
  // the interruption is over.
  forget(element, isRefused) {
    if (!this.interruptedElements.delete(element)) return;
    this.report(element);
    element.releaseSteps?.(isRefused);
  }

  // The user agent stops what sounds, or is to sound again, for good.
  suspendElements() {
    for (const element of [...this.elements]) {
      const isInUse = element.audible || element.resuming || this.interruptedElements.has(element);
      if (!isInUse) continue;
      this.forget(element, true);
      element.resuming = false;
      this.report(element);
      if (element.stopSteps) element.stopSteps();
      else {
        element.suspendSteps();
        this.queueTask(() => element.releaseSteps?.());
      }
    }
  }

  add(element) {
    const count = (this.counts[element.kind] = (this.counts[element.kind] || 0) + 1);
    element.id = `${element.kind}#${count}`;
    element.audible = false;
    element.resuming = false;
    this.elements.add(element);
    this.report(element);
  }

  remove(element) {
    if (!this.elements.has(element)) return;
    this.forget(element);
    this.setAudible(element, false);
    this.settle(element);
    this.elements.delete(element);
    this.send({ op: "element-removed", id: element.id });
  }

  report(element) {
    const { id, audible, resuming } = element;
    this.send({ op: "element", id, audible, interrupted: resuming || this.interruptedElements.has(element) });
  }
}
