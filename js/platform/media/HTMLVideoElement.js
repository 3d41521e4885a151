// https://html.spec.whatwg.org/multipage/media.html#htmlvideoelement
define(
  `
[Exposed=Window]
interface HTMLVideoElement : HTMLMediaElement {
  [Reflect] attribute unsigned long width;
  [Reflect] attribute unsigned long height;
  readonly attribute unsigned long videoWidth;
  readonly attribute unsigned long videoHeight;
  [ReflectURL] attribute USVString poster;
  [Reflect] attribute boolean playsInline;
};
`,
  class {
    get videoWidth() {
      return h.media_get(impl.id, "video_width");
    }
    get videoHeight() {
      return h.media_get(impl.id, "video_height");
    }
  },
);
// https://wicg.github.io/video-rvfc/
define(
  `
partial interface HTMLVideoElement {
  unsigned long requestVideoFrameCallback(VideoFrameRequestCallback callback);
  undefined cancelVideoFrameCallback(unsigned long handle);
};
callback VideoFrameRequestCallback = undefined (DOMHighResTimeStamp now, any metadata);
`,
  class {
    requestVideoFrameCallback(callback) {
      return $.requestVideoFrame(impl, callback);
    }
    cancelVideoFrameCallback(handle) {
      impl.frameRequests?.delete(handle);
    }
  },
);
// https://w3c.github.io/media-playback-quality/
define(
  `
partial interface HTMLVideoElement {
  VideoPlaybackQuality getVideoPlaybackQuality();
};
[Exposed=Window]
interface VideoPlaybackQuality {
  readonly attribute DOMHighResTimeStamp creationTime;
  readonly attribute unsigned long droppedVideoFrames;
  readonly attribute unsigned long totalVideoFrames;
  readonly attribute unsigned long corruptedVideoFrames;
};
`,
  class {
    // no picture is decoded, so none is shown or dropped
    getVideoPlaybackQuality() {
      return $.create("VideoPlaybackQuality", { creationTime: h.now() });
    }
    get creationTime() {
      return impl.creationTime;
    }
    get droppedVideoFrames() {
      return 0;
    }
    get totalVideoFrames() {
      return 0;
    }
    get corruptedVideoFrames() {
      return 0;
    }
  },
);
// https://w3c.github.io/picture-in-picture/#htmlvideoelement-extensions
define(
  `
partial interface HTMLVideoElement {
  Promise<PictureInPictureWindow> requestPictureInPicture();
  attribute EventHandler onenterpictureinpicture;
  attribute EventHandler onleavepictureinpicture;
  [Reflect] attribute boolean disablePictureInPicture;
};
`,
  class {
    requestPictureInPicture() {
      return $.requestPictureInPicture(this, impl);
    }
  },
);
