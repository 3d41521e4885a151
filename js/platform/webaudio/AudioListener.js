// https://webaudio.github.io/web-audio-api/#AudioListener
define(
  `
[Exposed=Window]
interface AudioListener {
  [SameObject] readonly attribute AudioParam positionX;
  [SameObject] readonly attribute AudioParam positionY;
  [SameObject] readonly attribute AudioParam positionZ;
  [SameObject] readonly attribute AudioParam forwardX;
  [SameObject] readonly attribute AudioParam forwardY;
  [SameObject] readonly attribute AudioParam forwardZ;
  [SameObject] readonly attribute AudioParam upX;
  [SameObject] readonly attribute AudioParam upY;
  [SameObject] readonly attribute AudioParam upZ;
  undefined setPosition(float x, float y, float z);
  undefined setOrientation(float x, float y, float z, float xUp, float yUp, float zUp);
};
`,
  class {
    get positionX() {
      return $.newParam(this, impl, "positionX", 0);
    }
    get positionY() {
      return $.newParam(this, impl, "positionY", 0);
    }
    get positionZ() {
      return $.newParam(this, impl, "positionZ", 0);
    }
    get forwardX() {
      return $.newParam(this, impl, "forwardX", 0);
    }
    get forwardY() {
      return $.newParam(this, impl, "forwardY", 0);
    }
    get forwardZ() {
      return $.newParam(this, impl, "forwardZ", -1);
    }
    get upX() {
      return $.newParam(this, impl, "upX", 0);
    }
    get upY() {
      return $.newParam(this, impl, "upY", 1);
    }
    get upZ() {
      return $.newParam(this, impl, "upZ", 0);
    }
    setPosition(x, y, z) {
      $.setParams(this, { positionX: x, positionY: y, positionZ: z });
    }
    setOrientation(x, y, z, xUp, yUp, zUp) {
      $.setParams(this, { forwardX: x, forwardY: y, forwardZ: z, upX: xUp, upY: yUp, upZ: zUp });
    }
  },
);
