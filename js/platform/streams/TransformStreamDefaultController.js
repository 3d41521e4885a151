// https://streams.spec.whatwg.org/#ts-default-controller-class
define(
  `
[Exposed=*]
interface TransformStreamDefaultController {
  readonly attribute unrestricted double? desiredSize;
  undefined enqueue(optional any chunk);
  undefined error(optional any reason);
  undefined terminate();
};`,
  class {
    get desiredSize() {
      return $.readableDesiredSize(impl.transform.readableSlots.controller);
    }
    enqueue(chunk) {
      $.transformEnqueue(impl, chunk);
    }
    error(reason) {
      $.errorTransform(impl.transform, reason);
    }
    terminate() {
      $.closeController(impl.transform.readableSlots.controller);
      $.errorTransformWritable(impl.transform, new $.TypeError("The stream was terminated"));
    }
  },
);
