// https://dom.spec.whatwg.org/#xpath, over the host's XPath 1.0
define(
  `
[Exposed=Window]
interface XPathResult {
  const unsigned short ANY_TYPE = 0;
  const unsigned short NUMBER_TYPE = 1;
  const unsigned short STRING_TYPE = 2;
  const unsigned short BOOLEAN_TYPE = 3;
  const unsigned short UNORDERED_NODE_ITERATOR_TYPE = 4;
  const unsigned short ORDERED_NODE_ITERATOR_TYPE = 5;
  const unsigned short UNORDERED_NODE_SNAPSHOT_TYPE = 6;
  const unsigned short ORDERED_NODE_SNAPSHOT_TYPE = 7;
  const unsigned short ANY_UNORDERED_NODE_TYPE = 8;
  const unsigned short FIRST_ORDERED_NODE_TYPE = 9;
  readonly attribute unsigned short resultType;
  readonly attribute unrestricted double numberValue;
  readonly attribute DOMString stringValue;
  readonly attribute boolean booleanValue;
  readonly attribute Node? singleNodeValue;
  readonly attribute boolean invalidIteratorState;
  readonly attribute unsigned long snapshotLength;
  Node? iterateNext();
  Node? snapshotItem(unsigned long index);
};`,
  class {
    get resultType() {
      return impl.type;
    }
    get numberValue() {
      return $.xpathValue(impl, impl.type === 1);
    }
    get stringValue() {
      return $.xpathValue(impl, impl.type === 2);
    }
    get booleanValue() {
      return $.xpathValue(impl, impl.type === 3);
    }
    get singleNodeValue() {
      $.xpathValue(impl, impl.type >= 8);
      return $.wrapMaybe(impl.value[0]);
    }
    get invalidIteratorState() {
      return (impl.type === 4 || impl.type === 5) && impl.version !== h.tree_version();
    }
    get snapshotLength() {
      return $.xpathValue(impl, impl.type === 6 || impl.type === 7).length;
    }
    iterateNext() {
      $.xpathValue(impl, impl.type === 4 || impl.type === 5);
      if (impl.version !== h.tree_version())
        throw new $.DOMException("The document has been changed since the result was returned.", "InvalidStateError");
      return $.wrapMaybe(impl.value[impl.next++]);
    }
    snapshotItem(index) {
      return $.wrapMaybe($.xpathValue(impl, impl.type === 6 || impl.type === 7)[index]);
    }
  },
);
define(
  `
[Exposed=Window]
interface XPathExpression {
  XPathResult evaluate(Node contextNode, optional unsigned short type = 0, optional XPathResult? result = null);
};`,
  class {
    evaluate(contextNode, type, result) {
      return $.evaluateXPath(impl.expression, contextNode, type);
    }
  },
);
define(
  `
callback interface XPathNSResolver { DOMString? lookupNamespaceURI(DOMString? prefix); };
interface mixin XPathEvaluatorBase {
  [NewObject] XPathExpression createExpression(DOMString expression, optional XPathNSResolver? resolver = null);
  Node createNSResolver(Node nodeResolver);
  XPathResult evaluate(DOMString expression, Node contextNode, optional XPathNSResolver? resolver = null, optional unsigned short type = 0, optional XPathResult? result = null);
};
Document includes XPathEvaluatorBase;
XPathEvaluator includes XPathEvaluatorBase;
`,
  class {
    createExpression(expression, resolver) {
      h.xpath($.documentId, expression);
      return $.create("XPathExpression", { expression });
    }
    createNSResolver(nodeResolver) {
      return nodeResolver;
    }
    evaluate(expression, contextNode, resolver, type, result) {
      if ($.impl(contextNode) === undefined)
        return $.realmOf(contextNode).global.document.evaluate(expression, contextNode, resolver, type, result);
      return $.evaluateXPath(expression, contextNode, type);
    }
  },
);
define(
  `
[Exposed=Window]
interface XPathEvaluator { constructor(); };
`,
  class {
    construct() {}
  },
);

library({
  // AD-HOC: prefixes are not resolved, and results are elements; text and attribute nodes do not come out as nodes
  evaluateXPath(expression, contextNode, type) {
    if (type > 9) throw new $.DOMException("There is no such type of result.", "NotSupportedError");
    const found = JSON.parse($.h.xpath($.rangeNode(contextNode), expression));
    const isSet = Array.isArray(found);
    if (type === 0) type = isSet ? 4 : typeof found === "number" ? 1 : typeof found === "string" ? 2 : 3;
    if (type >= 4 && !isSet) throw new $.TypeError("The result is not a set of nodes.");
    const text = () => (isSet ? (found.length === 0 ? "" : $.h.text_content(found[0] | 0)) : found);
    const value =
      type === 1 ? +text() : type === 2 ? String(text()) : type === 3 ? (isSet ? found.length > 0 : Boolean(found)) : found;
    return $.create("XPathResult", { type, value, next: 0, version: $.h.tree_version() });
  },
  wrapMaybe(id) {
    return id === undefined ? null : $.wrap(id | 0);
  },
  xpathValue(impl, fits) {
    if (!fits) throw new $.TypeError("The result is of another type.");
    return impl.value;
  },
});
