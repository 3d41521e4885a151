// https://w3c.github.io/media-source/#sourcebufferlist
define(
  `
[Exposed=Window]
interface SourceBufferList : EventTarget {
  readonly attribute unsigned long length;
  attribute EventHandler onaddsourcebuffer;
  attribute EventHandler onremovesourcebuffer;
  getter SourceBuffer (unsigned long index);
};
`,
  class {
    get length() {
      return $.sourceBuffersOf(impl).length;
    }
    static $length(impl) {
      return $.sourceBuffersOf(impl).length;
    }
    static $item(impl, i) {
      return $.sourceBuffersOf(impl)[i];
    }
  },
);
