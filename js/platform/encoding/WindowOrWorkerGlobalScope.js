// https://html.spec.whatwg.org/#atob
define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  DOMString btoa(any data);
  any atob(any data);
};`,
  class {
    btoa(data) {
      const text = `${data}`;
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code > 255)
          throw new $.DOMException(
            "Failed to execute 'btoa' on 'Window': The string to be encoded contains characters outside of the Latin1 range.",
            "InvalidCharacterError",
          );
        bytes[i] = code;
      }
      return bytes.toBase64();
    }
    // https://infra.spec.whatwg.org/#forgiving-base64-decode
    atob(data) {
      let text = `${data}`.replace(/[\t\n\f\r ]+/g, "");
      if (text.length % 4 === 0) text = text.replace(/==?$/, "");
      if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text))
        throw new $.DOMException(
          "Failed to execute 'atob' on 'Window': The string to be decoded is not correctly encoded.",
          "InvalidCharacterError",
        );
      return $.binaryText(Uint8Array.fromBase64(text));
    }
  },
);
