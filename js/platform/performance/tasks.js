// Tasks of the event loop for what runs in script.
library({
  get taskQueue() { return []; },
  // https://html.spec.whatwg.org/#queue-a-task
  task(steps) {
    $.taskQueue.push(steps);
    $.h.queue_helper("runTask");
  },
  runTask() {
    $.taskQueue.shift()();
  },
});
