// META: title=EventTarget
test(() => {
  const target = new EventTarget();
  let calls = 0;
  const listener = { handleEvent(event) { calls += Number(this === listener && event.target === target); } };
  target.addEventListener("x", listener);
  target.addEventListener("x", listener);
  for (let index = 0; index < COUNT; index += 1) target.dispatchEvent(new Event("x"));
  target.removeEventListener("x", listener);
  target.dispatchEvent(new Event("x"));
  assert_equals(calls, COUNT);
}, "Listeners");

test(() => {
  class Subject extends EventTarget {}
  const subject = new Subject();
  const seen = [];
  subject.addEventListener("x", () => {
    seen.push("first");
    subject.addEventListener("x", () => seen.push("added meanwhile"));
  });
  subject.dispatchEvent(new Event("x"));
  assert_array_equals(seen, ["first"]);
}, "A listener that is added meanwhile waits");

test(() => {
  const event = new Event("x", { cancelable: true });
  assert_throws_dom("InvalidStateError", () => {
    const target = new EventTarget();
    let thrown;
    target.addEventListener("x", () => {
      try {
        target.dispatchEvent(event);
      } catch (error) {
        thrown = error;
      }
    });
    target.dispatchEvent(event);
    throw thrown;
  });
}, "An event that is being dispatched");
