// https://streams.spec.whatwg.org/#rs-byob-request-class
define(
  `
[Exposed=*]
interface ReadableStreamBYOBRequest {
  readonly attribute any view;
  undefined respond([EnforceRange] unsigned long long bytesWritten);
  undefined respondWithNewView(ArrayBufferView view);
};`,
  class {
    get view() {
      return impl.view;
    }
    respond(bytesWritten) {
      if (impl.controller === null) throw new $.TypeError("The request was answered or is no longer there");
      if ($.isDetachedBuffer(impl.view.buffer)) throw new $.TypeError("The view's buffer is detached");
      $.respondToRead(impl.controller, bytesWritten);
    }
    respondWithNewView(view) {
      if (!$.isView(view)) throw new $.TypeError("The view is not an ArrayBufferView");
      if (impl.controller === null) throw new $.TypeError("The request was answered or is no longer there");
      if ($.isDetachedBuffer(view.buffer)) throw new $.TypeError("The view's buffer is detached");
      $.respondWithView(impl.controller, view);
    }
  },
);
