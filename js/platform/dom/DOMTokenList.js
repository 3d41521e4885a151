// https://dom.spec.whatwg.org/#interface-domtokenlist
define(
  `
[Exposed=Window]
interface DOMTokenList {
  readonly attribute unsigned long length;
  getter DOMString? item(unsigned long index);
  boolean contains(DOMString token);
  undefined add(DOMString... tokens);
  undefined remove(DOMString... tokens);
  boolean toggle(DOMString token, optional boolean force);
  boolean replace(DOMString token, DOMString newToken);
  boolean supports(DOMString token);
  stringifier attribute DOMString value;
  iterable<DOMString>;
};`,
  class {
    get length() {
      return $.tokens(impl).length;
    }
    item(index) {
      return $.tokens(impl)[index] ?? null;
    }
    contains(token) {
      return $.tokens(impl).includes(token);
    }
    add(...tokens) {
      for (const token of tokens) $.checkToken(token);
      const set = $.tokens(impl).slice();
      for (const token of tokens) if (!set.includes(token)) set.push(token);
      $.writeTokens(impl, set);
    }
    remove(...tokens) {
      for (const token of tokens) $.checkToken(token);
      $.writeTokens(
        impl,
        $.tokens(impl).filter((t) => !tokens.includes(t)),
      );
    }
    toggle(token, force) {
      $.checkToken(token);
      const set = $.tokens(impl);
      if (set.includes(token)) {
        if (force === true) return true;
        $.writeTokens(
          impl,
          set.filter((t) => t !== token),
        );
        return false;
      }
      if (force === false) return false;
      $.writeTokens(impl, [...set, token]);
      return true;
    }
    replace(token, newToken) {
      if (token === "" || newToken === "") $.checkToken("");
      $.checkToken(token);
      $.checkToken(newToken);
      const set = $.tokens(impl).slice();
      const at = set.indexOf(token);
      if (at < 0) return false;
      const other = set.indexOf(newToken);
      set[other < 0 ? at : Math.min(at, other)] = newToken;
      $.writeTokens(
        impl,
        set.filter((t, i) => set.indexOf(t) === i && t !== (token === newToken ? "" : token)),
      );
      return true;
    }
    supports(token) {
      if (impl.supported === null) throw new $.TypeError("DOMTokenList has no supported tokens.");
      return impl.supported.includes(token.toLowerCase());
    }
    get value() {
      return h.get_attribute(impl.id, impl.attribute) ?? "";
    }
    set value(value) {
      h.set_attribute(impl.id, impl.attribute, value);
    }
    static $length(impl) {
      return $.tokens(impl).length;
    }
    static $item(impl, index) {
      return $.tokens(impl)[index];
    }
  },
);

library({
  // `supported`: the tokens that `supports()` knows, for the attributes that say
  tokenList(element, attribute, supported = null) {
    return $.create("DOMTokenList", { id: $.impl(element).id, attribute, supported, text: null, set: [] });
  },
  // https://dom.spec.whatwg.org/#concept-ordered-set-parser, remembered for as long as the attribute stays as it is
  tokens(impl) {
    const text = $.h.get_attribute(impl.id, impl.attribute);
    if (text !== impl.text) {
      impl.text = text;
      impl.set = text === null ? [] : [...new Set(text.split(/[\t\n\f\r ]+/).filter((t) => t !== ""))];
    }
    return impl.set;
  },
  // https://dom.spec.whatwg.org/#concept-dtl-update
  writeTokens(impl, set) {
    if (set.length === 0 && !$.h.has_attribute(impl.id, impl.attribute)) return;
    $.h.set_attribute(impl.id, impl.attribute, set.join(" "));
  },
  checkToken(token) {
    if (token === "") throw new $.DOMException("The token provided must not be empty.", "SyntaxError");
    if (/[\t\n\f\r ]/.test(token))
      throw new $.DOMException(
        `The token provided ('${token}') contains HTML space characters, which are not valid in tokens.`,
        "InvalidCharacterError",
      );
  },
});
