// https://w3c.github.io/FileAPI/#file-section
define(
  `
[Exposed=(Window,Worker)]
interface File : Blob {
  constructor(any fileBits, any fileName, optional any options);
  readonly attribute DOMString name;
  readonly attribute long long lastModified;
  readonly attribute USVString webkitRelativePath;
};
dictionary FilePropertyBag : BlobPropertyBag { long long lastModified; };
`,
  class {
    construct(fileBits, fileName, options) {
      // the arguments in their order: parts are read before the options are
      const parts = $.blobParts(fileBits);
      impl.name = $.str(fileName);
      const { endings, type, lastModified } = $.dictionary(options, "FilePropertyBag");
      impl.buffer = $.blobBytes(parts, endings);
      impl.type = $.blobType(type);
      impl.lastModified = lastModified ?? Date.now();
    }
    get name() {
      return impl.name;
    }
    get lastModified() {
      return impl.lastModified;
    }
    get webkitRelativePath() {
      return "";
    }
  },
);
