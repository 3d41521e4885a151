// https://wicg.github.io/scheduling-apis/#sec-task-controller
define(
  `
[Exposed=(Window,Worker)]
interface TaskController : AbortController {
  constructor(optional TaskControllerInit init = {});
  undefined setPriority(TaskPriority priority);
};
dictionary TaskControllerInit { TaskPriority priority = "user-visible"; };`,
  class {
    construct(init) {
      impl.signal = $.create("TaskSignal", { priority: init.priority });
    }
    setPriority(priority) {
      $.changePriority(impl.signal, priority);
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface TaskSignal : AbortSignal {
  [NewObject] static TaskSignal any(sequence<AbortSignal> signals, optional TaskSignalAnyInit init = {});
  readonly attribute TaskPriority priority;
  attribute EventHandler onprioritychange;
};
dictionary TaskSignalAnyInit { any priority = "user-visible"; };`,
  class {
    // https://wicg.github.io/scheduling-apis/#create-a-dependent-task-signal
    static any(signals, init) {
      const source = $.is(init.priority, "TaskSignal") ? init.priority : null;
      const made = $.dependentSignal("TaskSignal", signals);
      const given = source ?? $.enumeration(init.priority, ["user-blocking", "user-visible", "background"], "TaskPriority");
      $.impl(made).priority = source === null ? given : source.priority;
      if (source !== null) {
        const origin = $.impl(source).prioritySource ?? source;
        $.impl(made).prioritySource = origin;
        ($.impl(origin).priorityDependents ??= []).push(made);
      }
      return made;
    }
    get priority() {
      return impl.priority;
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface TaskPriorityChangeEvent : Event {
  constructor(DOMString type, TaskPriorityChangeEventInit priorityChangeEventInitDict);
  readonly attribute TaskPriority previousPriority;
};
dictionary TaskPriorityChangeEventInit : EventInit { required TaskPriority previousPriority; };`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.previousPriority = init.previousPriority;
    }
    get previousPriority() {
      return impl.previousPriority;
    }
  },
);
library({
  // https://wicg.github.io/scheduling-apis/#tasksignal-signal-priority-change
  changePriority(signal, priority) {
    const impl = $.impl(signal);
    // 1.
    if (impl.isChangingPriority) throw new $.DOMException("Cannot change the priority while it changes.", "NotAllowedError");
    // 2.
    const { priority: previousPriority } = impl;
    if (previousPriority === priority) return;
    // 3. to 9.
    impl.isChangingPriority = true;
    impl.priority = priority;
    $.fire(signal, "prioritychange", { previousPriority }, "TaskPriorityChangeEvent");
    for (const each of impl.priorityDependents ?? []) $.changePriority(each, priority);
    impl.isChangingPriority = false;
  },
});
