// META: title=history.pushState
test(() => {
  const before = history.length;
  for (let index = 0; index < COUNT; index += 1) history.pushState({ index }, "", `?step=${index}`);
  assert_equals(history.length, before + COUNT);
  assert_equals(location.search, `?step=${COUNT - 1}`);
  assert_equals(history.state.index, COUNT - 1);
}, "pushState");

test(() => {
  history.replaceState(null, "", "?replaced");
  assert_equals(document.URL.split("?")[1], "replaced");
  assert_equals(history.state, null);
}, "replaceState");

async_test((t) => {
  window.addEventListener("hashchange", t.step_func_done((event) => assert_equals(event.newURL.split("#")[1], "there")));
  location.hash = "there";
}, "hashchange");
