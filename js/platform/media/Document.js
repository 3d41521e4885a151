// https://w3c.github.io/picture-in-picture/#document-extensions
define(
  `
partial interface Document {
  readonly attribute boolean pictureInPictureEnabled;
  Promise<undefined> exitPictureInPicture();
};
`,
  class {
    get pictureInPictureEnabled() {
      return true;
    }
    // https://w3c.github.io/picture-in-picture/#dom-document-exitpictureinpicture
    async exitPictureInPicture() {
      await $.nextTask();
      if ($.pictureInPicture.element === null) throw new $.DOMException("Nothing is in picture-in-picture.", "InvalidStateError");
      $.leavePictureInPicture();
    }
  },
);
