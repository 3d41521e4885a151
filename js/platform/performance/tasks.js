// Tasks of the event loop for what runs in script.
library({
  get taskQueue() { return []; },
  // https://html.spec.whatwg.org/#queue-a-task
  task(callback) {
    $.taskQueue.push(callback);
    $.h.queue_helper("runTask");
  },
  runTask() {
    const callback = $.taskQueue.shift();
    if (callback !== undefined) callback();
  },
});
