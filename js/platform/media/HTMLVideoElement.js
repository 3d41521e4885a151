// https://html.spec.whatwg.org/multipage/media.html#htmlvideoelement
define(`
[Exposed=Window]
interface HTMLVideoElement : HTMLMediaElement {
  [Reflect] attribute unsigned long width;
  [Reflect] attribute unsigned long height;
  readonly attribute unsigned long videoWidth;
  readonly attribute unsigned long videoHeight;
  [ReflectURL] attribute USVString poster;
  [Reflect] attribute boolean playsInline;
};
`, class {
  get videoWidth() { return h.media_get(impl.id, "video_width"); }
  get videoHeight() { return h.media_get(impl.id, "video_height"); }
});
