// https://w3c.github.io/mediasession/#the-mediametadata-interface
define(
  `
[Exposed=Window]
interface MediaMetadata {
  constructor(optional MediaMetadataInit init = {});
  attribute DOMString title;
  attribute DOMString artist;
  attribute DOMString album;
  attribute any artwork;
  readonly attribute any chapterInfo;
};
dictionary MediaMetadataInit {
  DOMString title = "";
  DOMString artist = "";
  DOMString album = "";
  sequence<MediaImage> artwork = [];
  sequence<ChapterInformationInit> chapterInfo = [];
};
dictionary MediaImage {
  required USVString src;
  DOMString sizes = "";
  DOMString type = "";
};
dictionary ChapterInformationInit {
  DOMString title = "";
  double startTime = 0;
  sequence<MediaImage> artwork = [];
};
`,
  class {
    construct(init) {
      Object.assign(impl, { title: init.title, artist: init.artist, album: init.album, artwork: $.mediaImages(init.artwork) });
      impl.chapters = Object.freeze(
        init.chapterInfo.map((c) => $.create("ChapterInformation", { ...c, artwork: $.mediaImages(c.artwork) })),
      );
    }
    get title() {
      return impl.title;
    }
    set title(value) {
      impl.title = value;
    }
    get artist() {
      return impl.artist;
    }
    set artist(value) {
      impl.artist = value;
    }
    get album() {
      return impl.album;
    }
    set album(value) {
      impl.album = value;
    }
    get artwork() {
      return impl.artwork;
    }
    set artwork(value) {
      impl.artwork = $.mediaImages($.sequence(value, (x) => $.dictionary(x, "MediaImage")));
    }
    get chapterInfo() {
      return impl.chapters;
    }
  },
);
define(
  `
[Exposed=Window]
interface ChapterInformation {
  readonly attribute DOMString title;
  readonly attribute double startTime;
  readonly attribute any artwork;
};`,
  class {
    get title() {
      return impl.title;
    }
    get startTime() {
      return impl.startTime;
    }
    get artwork() {
      return impl.artwork;
    }
  },
);

library({
  // https://w3c.github.io/mediasession/#convert-artwork-algorithm
  mediaImages(list) {
    return Object.freeze(
      list.map(({ src, sizes, type }) => {
        const url = $.h.resolve_url(src);
        if (url === null) throw new $.TypeError(`'${src}' cannot be resolved to a valid URL.`);
        return Object.freeze({ __proto__: $.objects, src: url, sizes, type });
      }),
    );
  },
});
