// Tasks of the event loop for what runs in script.
library({
  get taskQueue() { return []; },
  // https://html.spec.whatwg.org/#queue-a-task
  queueTask(steps) {
    $.taskQueue.push(steps);
    $.h.queue_helper("runTask");
  },
  // the older name of queueTask
  task(steps) {
    $.queueTask(steps);
  },
  runTask() {
    const steps = $.taskQueue.shift();
    if (steps !== undefined) steps();
  },
});
