// https://w3c.github.io/media-source/#bufferedchangeevent-interface
define(
  `
[Exposed=Window]
interface BufferedChangeEvent : Event {
  constructor(DOMString type, optional BufferedChangeEventInit eventInitDict = {});
  [SameObject] readonly attribute TimeRanges addedRanges;
  [SameObject] readonly attribute TimeRanges removedRanges;
};
dictionary BufferedChangeEventInit : EventInit {
  TimeRanges addedRanges;
  TimeRanges removedRanges;
};
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.added = init.addedRanges;
      impl.removed = init.removedRanges;
    }
    get addedRanges() {
      return impl.added ?? $.timeRanges("[]");
    }
    get removedRanges() {
      return impl.removed ?? $.timeRanges("[]");
    }
  },
);
