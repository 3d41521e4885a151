// https://html.spec.whatwg.org/#htmlformelement
define(
  `
[Exposed=Window, LegacyOverrideBuiltIns, LegacyUnenumerableNamedProperties]
interface HTMLFormElement : HTMLElement {
  [Reflect=accept-charset] attribute DOMString acceptCharset;
  attribute USVString action;
  [ReflectEnum=(on, off)] attribute DOMString autocomplete;
  attribute DOMString enctype;
  attribute DOMString encoding;
  [ReflectEnum=(get, post, dialog)] attribute DOMString method;
  [Reflect] attribute DOMString name;
  [Reflect] attribute boolean noValidate;
  [Reflect] attribute DOMString target;
  [Reflect] attribute DOMString rel;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList relList;
  [SameObject] readonly attribute HTMLFormControlsCollection elements;
  readonly attribute unsigned long length;
  getter Element (unsigned long index);
  undefined submit();
  undefined requestSubmit(optional HTMLElement? submitter = null);
  undefined reset();
  boolean checkValidity();
  boolean reportValidity();
};`,
  class {
    get action() {
      return h.get_attribute(impl.id, "action") ? $.reflectURL(impl, "action") : h.document_url();
    }
    set action(value) {
      h.set_attribute(impl.id, "action", value);
    }
    get enctype() {
      return $.enumerated(impl, "enctype", $.enctypes, $.enctypes[0], $.enctypes[0]);
    }
    set enctype(value) {
      h.set_attribute(impl.id, "enctype", value);
    }
    get encoding() {
      return $.enumerated(impl, "enctype", $.enctypes, $.enctypes[0], $.enctypes[0]);
    }
    set encoding(value) {
      h.set_attribute(impl.id, "enctype", value);
    }
    get relList() {
      return $.tokenList(this, "rel", ["noreferrer", "noopener", "opener"]);
    }
    get elements() {
      return $.create(
        "HTMLFormControlsCollection",
        $.computed(() => h.form_controls(impl.id, false)),
      );
    }
    get length() {
      return $.idList(h.form_controls(impl.id, false)).length;
    }
    submit() {
      $.submitForm(this, impl, this, true);
    }
    // https://html.spec.whatwg.org/#dom-form-requestsubmit
    requestSubmit(submitter) {
      // 1.
      if (submitter !== null) {
        const s = $.impl(submitter);
        // 1.1
        if (!$.isSubmitButton(s)) throw new $.TypeError("The specified element is not a submit button.");
        // 1.2
        if (h.form_owner(s.id) !== impl.id)
          throw new $.DOMException("The specified element is not owned by this form element.", "NotFoundError");
      }
      // 2., 3.
      $.submitForm(this, impl, submitter ?? this, false);
    }
    reset() {
      $.resetForm(this, impl);
    }
    checkValidity() {
      return $.staticallyValidate(impl) === null;
    }
    reportValidity() {
      return $.interactivelyValidate(impl);
    }
    static $overrides() {
      return true;
    }
    static $length(impl) {
      return $.idList($.h.form_controls(impl.id, false)).length;
    }
    static $item(impl, index) {
      return $.formControls(impl.id)[index];
    }
    static $names(impl) {
      return $.formNames(impl);
    }
    static $named(impl, name) {
      return $.formNamed(impl, name);
    }
  },
);
