// The older name of queueTask.
library({
  task(steps) {
    $.queueTask(steps);
  },
});
