// META: title=localStorage
setup(() => localStorage.clear());

for (const name of ["localStorage", "sessionStorage"]) {
  test((t) => {
    const storage = window[name];
    t.add_cleanup(() => storage.clear());
    for (let index = 0; index < COUNT; index += 1) storage.setItem(`key ${index}`, index);
    assert_equals(storage.length, COUNT);
    assert_equals(storage.getItem("key 0"), "0");
    assert_equals(storage["key 0"], "0");
    storage.removeItem("key 0");
    assert_equals(storage.getItem("key 0"), null);
  }, name);
}
