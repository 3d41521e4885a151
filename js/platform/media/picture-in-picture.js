// A video in a window of its own. https://w3c.github.io/picture-in-picture/
library({
  get pictureInPicture() {
    return { element: null, window: null };
  },
  // https://w3c.github.io/picture-in-picture/#request-picture-in-picture-algorithm
  async requestPictureInPicture(video, impl) {
    // 1. - 6.
    if ($.h.get_attribute(impl.id, "disablepictureinpicture") !== null)
      throw new $.DOMException("Picture-in-picture is disabled on this element.", "InvalidStateError");
    if ($.h.media_get(impl.id, "ready_state") < 1)
      throw new $.DOMException("The video has no metadata yet.", "InvalidStateError");
    const shown = $.pictureInPicture;
    if (shown.element === null && !$.h.user_activation(false))
      throw new $.DOMException("The user has to ask for picture-in-picture.", "NotAllowedError");
    await $.nextTask();
    // 7.
    if (shown.element === video) return shown.window;
    // 8. - 12.
    if (shown.element !== null) $.leavePictureInPicture();
    shown.element = video;
    shown.window = $.create("PictureInPictureWindow", { width: 320, height: 180 });
    $.queueTask(() => {
      $.fire(video, "enterpictureinpicture", { bubbles: true, pictureInPictureWindow: shown.window }, "PictureInPictureEvent");
    });
    return shown.window;
  },
  // https://w3c.github.io/picture-in-picture/#exit-picture-in-picture-algorithm
  leavePictureInPicture() {
    const { element, window } = $.pictureInPicture;
    Object.assign($.pictureInPicture, { element: null, window: null });
    Object.assign($.impl(window), { width: 0, height: 0 });
    $.queueTask(() => {
      $.fire(element, "leavepictureinpicture", { bubbles: true, pictureInPictureWindow: window }, "PictureInPictureEvent");
    });
  },
});
