// https://streams.spec.whatwg.org/#rbs-controller-class
define(
  `
[Exposed=*]
interface ReadableByteStreamController {
  readonly attribute ReadableStreamBYOBRequest? byobRequest;
  readonly attribute unrestricted double? desiredSize;
  undefined close();
  undefined enqueue(ArrayBufferView chunk);
  undefined error(optional any e);
};`,
  class {
    get byobRequest() {
      return $.byobRequestOf(impl);
    }
    get desiredSize() {
      return $.readableDesiredSize(impl);
    }
    close() {
      if (!$.canEnqueue(impl)) throw new $.TypeError("The stream is closing or not readable");
      $.closeByteController(impl);
    }
    enqueue(chunk) {
      if (!$.isView(chunk)) throw new $.TypeError("The chunk is not an ArrayBufferView");
      if (chunk.byteLength === 0) throw new $.TypeError("The chunk is empty");
      if (chunk.buffer.byteLength === 0) throw new $.TypeError("The chunk's buffer is empty");
      if (!$.canEnqueue(impl)) throw new $.TypeError("The stream is closing or not readable");
      $.enqueueBytes(impl, chunk);
    }
    error(e) {
      $.errorController(impl, e);
    }
  },
);
