// META: title=Blob and FileReader
test(() => {
  const blob = new Blob(["some ", new Uint8Array([0x74, 0x65]), new Blob(["xt"])], { type: "TEXT/Plain" });
  assert_equals(blob.size, 9);
  assert_equals(blob.type, "text/plain");
  assert_equals(blob.slice(5).size, 4);
}, "Blob");

for (let index = 0; index < COUNT; index += 1) {
  async_test((t) => {
    const reader = new FileReader();
    reader.onload = t.step_func_done(() => assert_equals(reader.result, `text ${index}`));
    reader.readAsText(new File([`text ${index}`], "name.txt"));
  }, `FileReader, ${index}`);
}
