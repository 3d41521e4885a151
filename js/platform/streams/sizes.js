// The size functions of the two queuing strategies: one each per realm.
library({
  get countSize() {
    return { size: () => 1 }.size;
  },
  get byteLengthSize() {
    return { size: (chunk) => chunk.byteLength }.size;
  },
});
