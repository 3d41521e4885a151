// Members of Document that HTML adds. https://html.spec.whatwg.org/#the-document-object
define(
  `
typedef (HTMLScriptElement or SVGScriptElement) HTMLOrSVGScriptElement;
enum DocumentReadyState { "loading", "interactive", "complete" };
enum DocumentVisibilityState { "visible", "hidden" };
partial interface Document {
  [PutForwards=href, LegacyUnforgeable] readonly attribute Location? location;
  attribute USVString domain;
  readonly attribute USVString referrer;
  attribute USVString cookie;
  readonly attribute DOMString lastModified;
  readonly attribute DocumentReadyState readyState;
  attribute DOMString title;
  attribute DOMString dir;
  attribute HTMLElement? body;
  readonly attribute HTMLHeadElement? head;
  [SameObject] readonly attribute HTMLCollection images;
  [SameObject] readonly attribute HTMLCollection embeds;
  [SameObject] readonly attribute HTMLCollection plugins;
  [SameObject] readonly attribute HTMLCollection links;
  [SameObject] readonly attribute HTMLCollection forms;
  [SameObject] readonly attribute HTMLCollection scripts;
  NodeList getElementsByName(DOMString elementName);
  readonly attribute HTMLOrSVGScriptElement? currentScript;
  any open(optional USVString url, optional DOMString name, optional DOMString features);
  undefined close();
  undefined write(any... text);
  undefined writeln(any... text);
  readonly attribute WindowProxy? defaultView;
  boolean hasFocus();
  attribute DOMString designMode;
  boolean execCommand(DOMString commandId, optional boolean showUI = false, optional DOMString value = "");
  boolean queryCommandEnabled(DOMString commandId);
  boolean queryCommandIndeterm(DOMString commandId);
  boolean queryCommandState(DOMString commandId);
  boolean queryCommandSupported(DOMString commandId);
  DOMString queryCommandValue(DOMString commandId);
  readonly attribute boolean hidden;
  readonly attribute DocumentVisibilityState visibilityState;
  [LegacyLenientThis] attribute EventHandler onreadystatechange;
  attribute EventHandler onvisibilitychange;
  attribute EventHandler onfreeze;
  attribute EventHandler onresume;
  attribute [LegacyNullToEmptyString] DOMString fgColor;
  attribute [LegacyNullToEmptyString] DOMString linkColor;
  attribute [LegacyNullToEmptyString] DOMString vlinkColor;
  attribute [LegacyNullToEmptyString] DOMString alinkColor;
  attribute [LegacyNullToEmptyString] DOMString bgColor;
  [SameObject] readonly attribute HTMLCollection anchors;
  [SameObject] readonly attribute HTMLCollection applets;
  [SameObject] readonly attribute HTMLAllCollection all;
  readonly attribute Element? scrollingElement;
  readonly attribute boolean fullscreenEnabled;
  attribute EventHandler onfullscreenchange;
  attribute EventHandler onfullscreenerror;
  Selection? getSelection();
  undefined captureEvents();
  undefined releaseEvents();
  undefined clear();
};
Document includes GlobalEventHandlers;
`,
  class {
    get location() {
      return impl.id === $.documentId ? $.global.location : null;
    }
    get domain() {
      return $.ownDomain();
    }
    set domain(value) {
      $.setDomain(impl, value);
    }
    get referrer() {
      return impl.id === $.documentId ? h.document_state("referrer") : "";
    }
    get cookie() {
      return impl.id === $.documentId ? h.cookies() : "";
    }
    set cookie(value) {
      if (impl.id === $.documentId) h.set_cookie(value);
    }
    get lastModified() {
      const d = new Date(impl.lastModified ?? Date.now()),
        two = (n) => String(n).padStart(2, "0");
      return `${two(d.getMonth() + 1)}/${two(d.getDate())}/${d.getFullYear()} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
    }
    get readyState() {
      return impl.id === $.documentId ? h.document_state("ready_state") : "complete";
    }
    get title() {
      return h.title(impl.id);
    }
    set title(value) {
      h.set_title(impl.id, value);
    }
    get dir() {
      return $.htmlElement(impl)?.dir ?? "";
    }
    set dir(value) {
      const element = $.htmlElement(impl);
      if (element) element.dir = value;
    }
    get body() {
      return $.wrap(h.body(impl.id));
    }
    set body(value) {
      $.setBody(impl, value);
    }
    get head() {
      return $.wrap(h.head(impl.id));
    }
    get all() {
      return $.newAllCollection(impl);
    }
    get images() {
      return $.collection(impl, "tag_ns", "http://www.w3.org/1999/xhtml\nimg");
    }
    get embeds() {
      return $.collection(impl, "select", "embed");
    }
    get plugins() {
      return $.collection(impl, "select", "embed");
    }
    get links() {
      return $.collection(impl, "select", "a[href], area[href]");
    }
    get forms() {
      return $.collection(impl, "tag_ns", "http://www.w3.org/1999/xhtml\nform");
    }
    get scripts() {
      return $.collection(impl, "tag_ns", "http://www.w3.org/1999/xhtml\nscript");
    }
    getElementsByName(elementName) {
      return $.collection(impl, "name", elementName, "NodeList");
    }
    get currentScript() {
      return impl.id === $.documentId ? $.wrap(h.current_script()) : null;
    }
    open(url, name, features) {
      // https://html.spec.whatwg.org/#dom-document-open-window
      if (features !== undefined) {
        if (impl.id !== $.documentId || !h.is_shown())
          throw new $.DOMException("The document has no window.", "InvalidAccessError");
        return Reflect.apply($.ownGlobal("open"), $.global, [url, name, features]);
      }
      $.mustBeHtml(impl);
      if (impl.id === $.documentId) h.open_document();
      else $.openElsewhere(impl);
      return this;
    }
    close() {
      $.mustBeHtml(impl);
      if (impl.id === $.documentId) h.close_document();
      else impl.written = undefined;
    }
    // `any`, for a DOMString loses its U+0000
    write(...text) {
      $.documentWrite(impl, text, "");
    }
    writeln(...text) {
      $.documentWrite(impl, text, "\n");
    }
    get defaultView() {
      return impl.id === $.documentId && h.is_shown() ? $.global : null;
    }
    hasFocus() {
      return impl.id === $.documentId && h.document_state("visibility_state") === "visible";
    }
    get designMode() {
      return impl.designMode ?? "off";
    }
    set designMode(value) {
      const v = $.lower(value);
      if (v === "on" || v === "off") impl.designMode = v;
    }
    // AD-HOC: nothing is edited here, so no command is supported
    execCommand(commandId, showUI, value) {
      $.missing("Document.execCommand");
      return false;
    }
    queryCommandEnabled(commandId) {
      return false;
    }
    queryCommandIndeterm(commandId) {
      return false;
    }
    queryCommandState(commandId) {
      return false;
    }
    queryCommandSupported(commandId) {
      return false;
    }
    queryCommandValue(commandId) {
      return "";
    }
    get hidden() {
      return impl.id !== $.documentId || h.document_state("visibility_state") !== "visible";
    }
    get visibilityState() {
      return impl.id === $.documentId ? h.document_state("visibility_state") : "hidden";
    }
    get fgColor() {
      return $.bodyColor(impl, "text");
    }
    set fgColor(value) {
      $.setBodyColor(impl, "text", value);
    }
    get linkColor() {
      return $.bodyColor(impl, "link");
    }
    set linkColor(value) {
      $.setBodyColor(impl, "link", value);
    }
    get vlinkColor() {
      return $.bodyColor(impl, "vlink");
    }
    set vlinkColor(value) {
      $.setBodyColor(impl, "vlink", value);
    }
    get alinkColor() {
      return $.bodyColor(impl, "alink");
    }
    set alinkColor(value) {
      $.setBodyColor(impl, "alink", value);
    }
    get bgColor() {
      return $.bodyColor(impl, "bgcolor");
    }
    set bgColor(value) {
      $.setBodyColor(impl, "bgcolor", value);
    }
    get anchors() {
      return $.collection(impl, "select", "a[name]");
    }
    get applets() {
      return $.create("HTMLCollection", { items: [] });
    }
    get scrollingElement() {
      return $.wrap(h.is_quirky(impl.id) ? h.body(impl.id) : h.document_element(impl.id));
    }
    get fullscreenEnabled() {
      return false;
    }
    getSelection() {
      return impl.id === $.documentId ? $.selection : null;
    }
    captureEvents() {}
    releaseEvents() {}
    clear() {}
  },
);

library({
  // https://html.spec.whatwg.org/#dom-document-body
  setBody(impl, value) {
    const v = value === null ? null : $.impl(value);
    const tag = v === null ? "" : $.elementName(v).local;
    if (v === null || (tag !== "body" && tag !== "frameset"))
      throw new $.DOMException("The new body element is neither body nor frameset.", "HierarchyRequestError");
    const current = $.h.body(impl.id);
    if (current === v.id) return;
    const root = $.h.document_element(impl.id);
    if (current !== null) $.h.replace_child($.h.parent(current), v.id, current);
    else if (root === null) throw new $.DOMException("There is no document element.", "HierarchyRequestError");
    else $.h.insert(root, v.id, null);
  },
  htmlElement(impl) {
    const root = $.wrap($.h.document_element(impl.id));
    return $.is(root, "HTMLHtmlElement") ? root : null;
  },
  // the host of the document's origin, which a document of about:blank has from another one
  ownDomain() {
    return /^[^:]+:\/\/(.*?)(?::\d+)?$/.exec($.h.message_origin())?.[1] ?? "";
  },
  // https://html.spec.whatwg.org/#dom-document-domain; agent clusters are keyed by origin, so a good value changes nothing
  setDomain(impl, value) {
    const hostname = $.ownDomain();
    const isSuffix = value === hostname || (value.includes(".") && hostname.endsWith(`.${value}`));
    if (impl.id !== $.documentId || hostname === "" || !isSuffix)
      throw new $.DOMException(`'${value}' is not a suffix of '${hostname}'.`, "SecurityError");
  },
  // https://html.spec.whatwg.org/#dom-document-fgcolor and its like
  bodyColor(impl, name) {
    const body = $.h.body(impl.id);
    return body === null ? "" : ($.h.get_attribute(body, name) ?? "");
  },
  setBodyColor(impl, name, value) {
    const body = $.h.body(impl.id);
    if (body !== null) $.h.set_attribute(body, name, value);
  },
  mustBeHtml(impl) {
    if ($.h.is_xml_document(impl.id)) throw new $.DOMException("Only HTML documents can be written to.", "InvalidStateError");
    if (Object.hasOwn($, "customState") && $.customState.parsing)
      throw new $.DOMException("A custom element that is being made cannot write to its document.", "InvalidStateError");
  },
  // https://html.spec.whatwg.org/#document-open-steps of a document without a window
  openElsewhere(impl) {
    impl.written = "";
    $.h.replace_children(impl.id, null);
  },
  // AD-HOC: in a document without a window each write parses anew what has been written since open(), so its nodes are other ones
  writeElsewhere(impl, text) {
    if (impl.written === undefined) $.openElsewhere(impl);
    impl.written += text;
    const made = $.h.parse_document($.str(impl.written), "text/html", true, $.h.document_location(impl.id));
    $.h.replace_children(impl.id, null);
    for (let child = $.h.edge_child(made, true); child !== null; child = $.h.edge_child(made, true))
      $.h.insert(impl.id, child, null);
  },
  documentWrite(impl, pieces, end) {
    let text = "";
    for (const piece of pieces) text += `${piece}`;
    text += end;
    $.mustBeHtml(impl);
    if (impl.id !== $.documentId) {
      $.writeElsewhere(impl, text);
      return;
    }
    // what crosses into the host holds no U+0000: a character that the text does not have stands for it
    let mark = "";
    if (text.includes("\0")) {
      let code = 0xe000;
      while (text.includes(String.fromCharCode(code))) code++;
      mark = String.fromCharCode(code);
      text = text.replaceAll("\0", mark);
    }
    $.h.write($.str(text), mark);
  },
});
