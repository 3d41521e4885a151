// https://w3c.github.io/FileAPI/#filelist-section
define(
  `
[Exposed=(Window,Worker)]
interface FileList {
  getter File? item(unsigned long index);
  readonly attribute unsigned long length;
};`,
  class {
    item(index) {
      return impl.files[index] ?? null;
    }
    get length() {
      return impl.files.length;
    }
    static $length(impl) {
      return impl.files.length;
    }
    static $item(impl, i) {
      return impl.files[i];
    }
  },
);
