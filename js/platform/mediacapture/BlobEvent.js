// https://w3c.github.io/mediacapture-record/#blobevent-section
define(
  `
[Exposed=Window]
interface BlobEvent : Event {
  constructor(DOMString type, BlobEventInit eventInitDict);
  [SameObject] readonly attribute Blob data;
  readonly attribute DOMHighResTimeStamp timecode;
};
dictionary BlobEventInit : EventInit {
  required Blob data;
  double timecode = 0;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.data = init.data;
      impl.timecode = init.timecode;
    }
    get data() {
      return impl.data;
    }
    get timecode() {
      return impl.timecode;
    }
  },
);
