// https://w3c.github.io/picture-in-picture/#interface-picture-in-picture-window
define(
  `
[Exposed=Window]
interface PictureInPictureWindow : EventTarget {
  readonly attribute long width;
  readonly attribute long height;
  attribute EventHandler onresize;
};
`,
  class {
    get width() {
      return impl.width;
    }
    get height() {
      return impl.height;
    }
  },
);
