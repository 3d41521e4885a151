// https://webaudio.github.io/web-audio-api/#PannerNode
define(
  `
[Exposed=Window]
interface PannerNode : AudioNode {
  constructor(BaseAudioContext context, optional PannerOptions options = {});
  attribute PanningModelType panningModel;
  [SameObject] readonly attribute AudioParam positionX;
  [SameObject] readonly attribute AudioParam positionY;
  [SameObject] readonly attribute AudioParam positionZ;
  [SameObject] readonly attribute AudioParam orientationX;
  [SameObject] readonly attribute AudioParam orientationY;
  [SameObject] readonly attribute AudioParam orientationZ;
  attribute DistanceModelType distanceModel;
  attribute double refDistance;
  attribute double maxDistance;
  attribute double rolloffFactor;
  attribute double coneInnerAngle;
  attribute double coneOuterAngle;
  attribute double coneOuterGain;
  undefined setPosition(float x, float y, float z);
  undefined setOrientation(float x, float y, float z);
};
enum PanningModelType { "equalpower", "HRTF" };
enum DistanceModelType { "linear", "inverse", "exponential" };
dictionary PannerOptions : AudioNodeOptions {
  PanningModelType panningModel = "equalpower";
  DistanceModelType distanceModel = "inverse";
  float positionX = 0;
  float positionY = 0;
  float positionZ = 0;
  float orientationX = 1;
  float orientationY = 0;
  float orientationZ = 0;
  double refDistance = 1;
  double maxDistance = 10000;
  double rolloffFactor = 1;
  double coneInnerAngle = 360;
  double coneOuterAngle = 360;
  double coneOuterGain = 0;
};
`,
  class {
    construct(context, options) {
      const { channelCount, channelCountMode, channelInterpretation, ...own } = options;
      for (const key of ["refDistance", "maxDistance", "rolloffFactor", "coneOuterGain"]) $.checkPanner(key, own[key]);
      $.initAudioNode(this, impl, "PannerNode", context, options, own);
      for (const key of [
        "panningModel",
        "distanceModel",
        "refDistance",
        "maxDistance",
        "rolloffFactor",
        "coneInnerAngle",
        "coneOuterAngle",
        "coneOuterGain",
      ])
        impl[key] = own[key];
    }
    get panningModel() {
      return impl.panningModel;
    }
    set panningModel(value) {
      $.setPanner(impl, "panningModel", value);
    }
    get positionX() {
      return $.newParam(this, impl, "positionX", 0);
    }
    get positionY() {
      return $.newParam(this, impl, "positionY", 0);
    }
    get positionZ() {
      return $.newParam(this, impl, "positionZ", 0);
    }
    get orientationX() {
      return $.newParam(this, impl, "orientationX", 1);
    }
    get orientationY() {
      return $.newParam(this, impl, "orientationY", 0);
    }
    get orientationZ() {
      return $.newParam(this, impl, "orientationZ", 0);
    }
    get distanceModel() {
      return impl.distanceModel;
    }
    set distanceModel(value) {
      $.setPanner(impl, "distanceModel", value);
    }
    get refDistance() {
      return impl.refDistance;
    }
    set refDistance(value) {
      $.setPanner(impl, "refDistance", value);
    }
    get maxDistance() {
      return impl.maxDistance;
    }
    set maxDistance(value) {
      $.setPanner(impl, "maxDistance", value);
    }
    get rolloffFactor() {
      return impl.rolloffFactor;
    }
    set rolloffFactor(value) {
      $.setPanner(impl, "rolloffFactor", value);
    }
    get coneInnerAngle() {
      return impl.coneInnerAngle;
    }
    set coneInnerAngle(value) {
      $.setPanner(impl, "coneInnerAngle", value);
    }
    get coneOuterAngle() {
      return impl.coneOuterAngle;
    }
    set coneOuterAngle(value) {
      $.setPanner(impl, "coneOuterAngle", value);
    }
    get coneOuterGain() {
      return impl.coneOuterGain;
    }
    set coneOuterGain(value) {
      $.setPanner(impl, "coneOuterGain", value);
    }
    setPosition(x, y, z) {
      $.setParams(this, { positionX: x, positionY: y, positionZ: z });
    }
    setOrientation(x, y, z) {
      $.setParams(this, { orientationX: x, orientationY: y, orientationZ: z });
    }
  },
);
