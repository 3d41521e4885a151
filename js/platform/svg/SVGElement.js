// Elements of SVG and MathML have their general interface only. https://svgwg.org/svg2-draft/types.html#InterfaceSVGElement
define(
  `
[Exposed=Window]
interface SVGElement : Element {
  readonly attribute SVGElement? ownerSVGElement;
  readonly attribute SVGElement? viewportElement;
};
SVGElement includes GlobalEventHandlers;
SVGElement includes HTMLOrSVGElement;
`,
  class {
    get ownerSVGElement() {
      return $.ownerSvg(impl);
    }
    get viewportElement() {
      return $.ownerSvg(impl);
    }
  },
);
define(`
[Exposed=Window]
interface MathMLElement : Element {};
MathMLElement includes GlobalEventHandlers;
MathMLElement includes HTMLOrSVGElement;
`);

library({
  ownerSvg(impl) {
    for (let id = $.h.parent_element(impl.id); id !== null; id = $.h.parent_element(id)) {
      const { local, namespace } = $.elementName($.implOf(id));
      if (local === "svg" && namespace === "http://www.w3.org/2000/svg") return $.wrap(id);
    }
    return null;
  },
});
