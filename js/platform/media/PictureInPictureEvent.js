// https://w3c.github.io/picture-in-picture/#event-types
define(
  `
[Exposed=Window]
interface PictureInPictureEvent : Event {
  constructor(DOMString type, PictureInPictureEventInit eventInitDict);
  [SameObject] readonly attribute PictureInPictureWindow pictureInPictureWindow;
};
dictionary PictureInPictureEventInit : EventInit {
  required PictureInPictureWindow pictureInPictureWindow;
};
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.window = init.pictureInPictureWindow;
    }
    get pictureInPictureWindow() {
      return impl.window;
    }
  },
);
