// META: title=Timers
promise_test(async () => {
  const order = [];
  setTimeout(() => order.push("timer"));
  queueMicrotask(() => order.push("microtask"));
  order.push("script");
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert_array_equals(order, ["script", "microtask", "timer"]);
}, "Microtasks come before timers");

async_test((t) => {
  clearTimeout(setTimeout(t.unreached_func("it was cleared"), 0));
  setTimeout(t.step_func_done((...rest) => assert_array_equals(rest, [1, 2])), 1, 1, 2);
}, "Arguments, and a timer that was cleared");

async_test((t) => {
  let count = 0;
  const timer = setInterval(t.step_func(() => {
    count += 1;
    if (count < COUNT) return;
    clearInterval(timer);
    t.done();
  }), 0);
}, "An interval");

promise_test(async () => {
  const results = await Promise.all(Array.from({ length: COUNT }, (_, index) => Promise.resolve(index)));
  assert_equals(results.length, COUNT);
}, "Promises");
