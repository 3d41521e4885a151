// requestVideoFrameCallback. https://wicg.github.io/video-rvfc/
// AD-HOC: pictures are not decoded; a playing video shows a new one at each animation frame, one that is paused none but after a seek.
library({
  requestVideoFrame(impl, callback) {
    if (impl.frameRequests === undefined) {
      impl.frameRequests = new Map();
      impl.lastFrameRequest = impl.presentedFrames = 0;
      for (const type of ["loadeddata", "playing", "seeked"])
        $.listen(impl, type, () => {
          $.awaitVideoFrame(impl, true);
        });
    }
    const handle = ++impl.lastFrameRequest;
    impl.frameRequests.set(handle, callback);
    $.awaitVideoFrame(impl, false);
    return handle;
  },
  // `fresh`: there is a picture to show whether the video plays or not
  awaitVideoFrame(impl, fresh) {
    if (impl.awaitsFrame || impl.frameRequests.size === 0 || !(fresh || $.showsVideo(impl))) return;
    impl.awaitsFrame = true;
    $.nextFrame((now) => {
      impl.awaitsFrame = false;
      if ($.h.media_get(impl.id, "video_width") > 0) $.presentVideoFrame(impl, now);
    });
  },
  showsVideo(impl) {
    return !$.h.media_get(impl.id, "paused") && !$.h.media_get(impl.id, "ended") && $.h.media_get(impl.id, "ready_state") > 2;
  },
  nextFrame(f) {
    const id = ++$.frames.last;
    if ($.frames.callbacks.size === 0) $.h.request_frame(0, false);
    $.frames.callbacks.set(id, f);
  },
  presentVideoFrame(impl, now) {
    const callbacks = [...impl.frameRequests.values()];
    impl.frameRequests.clear();
    const [width, height] = [$.h.media_get(impl.id, "video_width"), $.h.media_get(impl.id, "video_height")];
    const mediaTime = $.h.media_get(impl.id, "current_time");
    const presentedFrames = ++impl.presentedFrames;
    for (const f of callbacks)
      $.invoke(f, undefined, [
        now,
        { __proto__: $.objects, presentationTime: now, expectedDisplayTime: now, width, height, mediaTime, presentedFrames },
      ]);
  },
});
