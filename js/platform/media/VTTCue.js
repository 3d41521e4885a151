// https://w3c.github.io/webvtt/#the-vttcue-interface
define(
  `
enum AutoKeyword { "auto" };
typedef (double or AutoKeyword) LineAndPositionSetting;
enum DirectionSetting { "", "rl", "lr" };
enum LineAlignSetting { "start", "center", "end" };
enum PositionAlignSetting { "line-left", "center", "line-right", "auto" };
enum AlignSetting { "start", "center", "end", "left", "right" };
[Exposed=Window]
interface VTTCue : TextTrackCue {
  constructor(double startTime, unrestricted double endTime, DOMString text);
  attribute VTTRegion? region;
  attribute DirectionSetting vertical;
  attribute boolean snapToLines;
  attribute LineAndPositionSetting line;
  attribute LineAlignSetting lineAlign;
  attribute LineAndPositionSetting position;
  attribute PositionAlignSetting positionAlign;
  attribute double size;
  attribute AlignSetting align;
  attribute DOMString text;
  DocumentFragment getCueAsHTML();
};
`,
  class {
    construct(startTime, endTime, text) {
      Object.assign(impl, $.vttDefaults(), { startTime, endTime: $.cueEnd(endTime), text });
    }
    get region() {
      return impl.region;
    }
    set region(value) {
      impl.region = value;
    }
    get vertical() {
      return impl.vertical;
    }
    set vertical(value) {
      impl.vertical = value;
    }
    get snapToLines() {
      return impl.snapToLines;
    }
    set snapToLines(value) {
      impl.snapToLines = value;
    }
    get line() {
      return impl.line;
    }
    set line(value) {
      impl.line = $.numberOrAuto(value);
    }
    get lineAlign() {
      return impl.lineAlign;
    }
    set lineAlign(value) {
      impl.lineAlign = value;
    }
    get position() {
      return impl.position;
    }
    set position(value) {
      const position = $.numberOrAuto(value);
      impl.position = position === "auto" ? position : $.percentage(position);
    }
    get positionAlign() {
      return impl.positionAlign;
    }
    set positionAlign(value) {
      impl.positionAlign = value;
    }
    get size() {
      return impl.size;
    }
    set size(value) {
      impl.size = $.percentage(value);
    }
    get align() {
      return impl.align;
    }
    set align(value) {
      impl.align = value;
    }
    get text() {
      return impl.text;
    }
    set text(value) {
      impl.text = value;
    }
    getCueAsHTML() {
      return $.cueFragment(impl.text);
    }
  },
);
