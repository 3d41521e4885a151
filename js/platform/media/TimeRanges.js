// https://html.spec.whatwg.org/multipage/media.html#timeranges
define(
  `
[Exposed=Window]
interface TimeRanges {
  readonly attribute unsigned long length;
  double start(unsigned long index);
  double end(unsigned long index);
};
`,
  class {
    get length() {
      return impl.ranges.length;
    }
    start(index) {
      return $.timeRange(impl, index)[0];
    }
    end(index) {
      return $.timeRange(impl, index)[1];
    }
  },
);
library({
  timeRange(impl, index) {
    const range = impl.ranges[index];
    if (range === undefined)
      throw new $.DOMException(`There is no range ${index}; there are ${impl.ranges.length}.`, "IndexSizeError");
    return range;
  },
});
