// Tasks that script of ours queues: the host's event loop runs them in order.
library({
  get tasks() {
    return { last: 0, queued: new Map() };
  },
  // https://html.spec.whatwg.org/#queue-an-element-task
  queueTask(steps) {
    const id = ++$.tasks.last;
    $.tasks.queued.set(id, steps);
    $.h.queue_task(id);
  },
  runTask(id) {
    const steps = $.tasks.queued.get(id);
    $.tasks.queued.delete(id);
    steps();
  },
});
