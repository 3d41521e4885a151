// https://w3c.github.io/pointerevents/#pointerevent-interface
define(
  `
[Exposed=Window]
interface PointerEvent : MouseEvent {
  constructor(DOMString type, optional PointerEventInit eventInitDict = {});
  readonly attribute long pointerId;
  readonly attribute double width;
  readonly attribute double height;
  readonly attribute float pressure;
  readonly attribute float tangentialPressure;
  readonly attribute long tiltX;
  readonly attribute long tiltY;
  readonly attribute long twist;
  readonly attribute double altitudeAngle;
  readonly attribute double azimuthAngle;
  readonly attribute DOMString pointerType;
  readonly attribute boolean isPrimary;
  readonly attribute long persistentDeviceId;
  sequence<PointerEvent> getCoalescedEvents();
  sequence<PointerEvent> getPredictedEvents();
};
dictionary PointerEventInit : MouseEventInit {
  long pointerId = 0;
  double width = 1;
  double height = 1;
  float pressure = 0;
  float tangentialPressure = 0;
  long tiltX = 0;
  long tiltY = 0;
  long twist = 0;
  double altitudeAngle;
  double azimuthAngle;
  DOMString pointerType = "";
  boolean isPrimary = false;
  long persistentDeviceId = 0;
  sequence<PointerEvent> coalescedEvents = [];
  sequence<PointerEvent> predictedEvents = [];
};
`,
  class {
    construct(type, init) {
      $.takeInit(impl, type, init);
    }
    get pointerId() {
      return impl.pointerId ?? 0;
    }
    get width() {
      return impl.width ?? 1;
    }
    get height() {
      return impl.height ?? 1;
    }
    get pressure() {
      return impl.pressure ?? 0;
    }
    get tangentialPressure() {
      return impl.tangentialPressure ?? 0;
    }
    get tiltX() {
      return impl.tiltX ?? 0;
    }
    get tiltY() {
      return impl.tiltY ?? 0;
    }
    get twist() {
      return impl.twist ?? 0;
    }
    get altitudeAngle() {
      return impl.altitudeAngle ?? Math.PI / 2;
    }
    get azimuthAngle() {
      return impl.azimuthAngle ?? 0;
    }
    get pointerType() {
      return impl.pointerType ?? "";
    }
    get isPrimary() {
      return impl.isPrimary ?? false;
    }
    get persistentDeviceId() {
      return impl.persistentDeviceId ?? 0;
    }
    getCoalescedEvents() {
      return [...(impl.coalescedEvents ?? [])];
    }
    getPredictedEvents() {
      return [...(impl.predictedEvents ?? [])];
    }
  },
);
