// META: title=MutationObserver
promise_test(async (t) => {
  const target = document.createElement("div");
  const records = new Promise((resolve) => {
    const observer = new MutationObserver(resolve);
    t.add_cleanup(() => observer.disconnect());
    observer.observe(target, { childList: true, attributes: true, subtree: true, attributeOldValue: true });
  });
  for (let index = 0; index < COUNT; index += 1) target.append(document.createElement("p"));
  target.id = "x";
  target.firstChild.id = "y";
  const types = (await records).map((record) => record.type);
  assert_array_equals(types, [...Array(COUNT).fill("childList"), "attributes", "attributes"]);
}, "Records come together, in order");

test(() => {
  const target = document.createElement("div");
  const observer = new MutationObserver(() => {});
  observer.observe(target, { attributes: true });
  target.title = "x";
  assert_equals(observer.takeRecords().length, 1);
  assert_equals(observer.takeRecords().length, 0);
}, "takeRecords");
