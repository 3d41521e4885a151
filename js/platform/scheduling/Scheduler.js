// https://wicg.github.io/scheduling-apis/#sec-scheduler
define(
  `
[Exposed=(Window,Worker)]
interface Scheduler {
  Promise<any> postTask(SchedulerPostTaskCallback callback, optional SchedulerPostTaskOptions options = {});
  Promise<any> yield();
};
enum TaskPriority { "user-blocking", "user-visible", "background" };
callback SchedulerPostTaskCallback = any ();
dictionary SchedulerPostTaskOptions {
  [EnforceRange] unsigned long long delay = 0;
  TaskPriority priority;
  AbortSignal signal;
};`,
  class {
    postTask(callback, options) {
      const { signal = null, priority, delay } = options;
      const source = priority ?? ($.is(signal, "TaskSignal") ? signal : "user-visible");
      return $.schedule({ signal, source, isContinuation: false }, callback, delay);
    }
    yield() {
      const { task, state } = $.scheduling;
      const { signal, source } = task === h.current_task() ? state : { signal: null, source: "user-visible" };
      return $.schedule({ signal, source, isContinuation: true }, undefined, 0);
    }
  },
);
define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  [Replaceable] readonly attribute Scheduler scheduler;
};`,
  class {
    get scheduler() {
      return (impl.scheduler ??= $.create("Scheduler"));
    }
  },
);
library({
  // `state` is that of the task number `task`, whose microtasks inherit it
  // AD-HOC: what a promise of an earlier task goes on with inherits nothing, since the engine does not follow promises
  get scheduling() {
    return { waiting: [], task: -1, state: null };
  },
  // https://wicg.github.io/scheduling-apis/#schedule-a-posttask-task; without a callback it is a continuation
  schedule(state, callback, delay) {
    const { signal } = state;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const entry = { state, run: null };
      const forget =
        signal === null
          ? () => {}
          : $.onAbort(signal, () => {
              $.scheduling.waiting = $.scheduling.waiting.filter((each) => each !== entry);
              entry.run = null;
              reject(signal.reason);
            });
      entry.run = () => {
        $.setSchedulingState(state);
        try {
          resolve(callback?.());
        } catch (error) {
          reject(error);
        }
        forget();
      };
      const enqueue = () => {
        if (entry.run === null) return;
        $.scheduling.waiting.push(entry);
        $.queueTask($.runScheduled);
      };
      if (delay > 0) $.setTimer(enqueue, delay, [], false);
      else enqueue();
    });
  },
  setSchedulingState(state) {
    $.scheduling.task = $.h.current_task();
    $.scheduling.state = state;
  },
  // https://wicg.github.io/scheduling-apis/#select-the-next-scheduler-task-queue-from-all-schedulers
  runScheduled() {
    const { waiting } = $.scheduling;
    if (waiting.length === 0) return;
    const next = waiting.reduce((best, entry) => ($.schedulingRank(entry.state) > $.schedulingRank(best.state) ? entry : best));
    waiting.splice(waiting.indexOf(next), 1);
    next.run();
  },
  schedulingRank({ source, isContinuation }) {
    const priority = typeof source === "string" ? source : $.impl(source).priority;
    return ["background", "user-visible", "user-blocking"].indexOf(priority) * 2 + (isContinuation ? 1 : 0);
  },
});
