// https://w3c.github.io/FileAPI/#file-section
define(
  `
[Exposed=(Window,Worker)]
interface File : Blob {
  constructor(any fileBits, USVString fileName, optional FilePropertyBag options = {});
  readonly attribute DOMString name;
  readonly attribute long long lastModified;
  readonly attribute USVString webkitRelativePath;
};
dictionary FilePropertyBag : BlobPropertyBag { long long lastModified; };
`,
  class {
    construct(fileBits, fileName, options) {
      if (fileBits === undefined)
        throw new $.TypeError("Failed to construct 'File': The provided value cannot be converted to a sequence.");
      impl.buffer = $.blobBytes(fileBits, options.endings, "File");
      impl.type = $.blobType(options.type);
      impl.name = fileName;
      impl.lastModified = options.lastModified ?? Date.now();
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
