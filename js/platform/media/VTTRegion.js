// https://w3c.github.io/webvtt/#the-vttregion-interface
define(
  `
enum ScrollSetting { "", "up" };
[Exposed=Window]
interface VTTRegion {
  constructor();
  attribute DOMString id;
  attribute double width;
  attribute unsigned long lines;
  attribute double regionAnchorX;
  attribute double regionAnchorY;
  attribute double viewportAnchorX;
  attribute double viewportAnchorY;
  attribute ScrollSetting scroll;
};
`,
  class {
    construct() {
      Object.assign(impl, {
        regionId: "",
        width: 100,
        lines: 3,
        regionAnchorX: 0,
        regionAnchorY: 100,
        viewportAnchorX: 0,
        viewportAnchorY: 100,
        scroll: "",
      });
    }
    get id() {
      return impl.regionId;
    }
    set id(value) {
      impl.regionId = value;
    }
    get width() {
      return impl.width;
    }
    set width(value) {
      impl.width = $.percentage(value);
    }
    get lines() {
      return impl.lines;
    }
    set lines(value) {
      impl.lines = value;
    }
    get regionAnchorX() {
      return impl.regionAnchorX;
    }
    set regionAnchorX(value) {
      impl.regionAnchorX = $.percentage(value);
    }
    get regionAnchorY() {
      return impl.regionAnchorY;
    }
    set regionAnchorY(value) {
      impl.regionAnchorY = $.percentage(value);
    }
    get viewportAnchorX() {
      return impl.viewportAnchorX;
    }
    set viewportAnchorX(value) {
      impl.viewportAnchorX = $.percentage(value);
    }
    get viewportAnchorY() {
      return impl.viewportAnchorY;
    }
    set viewportAnchorY(value) {
      impl.viewportAnchorY = $.percentage(value);
    }
    get scroll() {
      return impl.scroll;
    }
    set scroll(value) {
      impl.scroll = value;
    }
  },
);
