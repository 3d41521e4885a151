// META: title=AbortController
test(() => {
  for (let index = 0; index < COUNT; index += 1) {
    const controller = new AbortController();
    const seen = [];
    controller.signal.onabort = () => seen.push("handler");
    controller.signal.addEventListener("abort", () => seen.push("listener"));
    controller.abort();
    controller.abort();
    assert_array_equals(seen, ["handler", "listener"]);
    assert_equals(controller.signal.reason.name, "AbortError");
  }
}, "abort fires once");

test(() => {
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, new AbortController().signal]);
  controller.abort("why");
  assert_equals(signal.reason, "why");
  assert_throws_exactly("why", () => signal.throwIfAborted());
}, "AbortSignal.any");

promise_test(async () => {
  const signal = AbortSignal.timeout(1);
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  assert_equals(signal.reason.name, "TimeoutError");
}, "AbortSignal.timeout");
