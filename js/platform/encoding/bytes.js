// Bytes and text: UTF-8 both ways, BufferSource arguments, records and sequences of pairs.
library({
  // UTF-8 of a string, U+0000 included, as an ArrayBuffer
  utf8(text) {
    if (text.isWellFormed() && !text.includes("\0")) $.h.utf8_encode(text, false);
    else $.h.utf8_encode(JSON.stringify(text.toWellFormed()), true);
    return $.handover[0];
  },
  // text of an ArrayBuffer, a byte order mark at its start dropped
  utf8Text(buffer) {
    $.handover[0] = buffer;
    return $.uncrossed($.h.utf8_decode());
  },
  uncrossed(answer) {
    return answer[0] === "=" ? answer.slice(1) : JSON.parse(answer.slice(1));
  },
  // https://webidl.spec.whatwg.org/#js-union step 4 for BufferSource
  isBufferSource(value) {
    return ArrayBuffer.isView(value) || $.isBuffer(value);
  },
  isBuffer(value) {
    const kind = $.byteKind(value);
    return kind === "ArrayBuffer" || kind === "SharedArrayBuffer";
  },
  // a copy of what a BufferSource holds, as an ArrayBuffer. https://webidl.spec.whatwg.org/#dfn-get-buffer-source-copy
  bytesOf(source) {
    if (ArrayBuffer.isView(source)) {
      const begin = source.byteOffset;
      return $.unshared(source.buffer).slice(begin, begin + source.byteLength);
    }
    return $.unshared(source).slice(0);
  },
  unshared(buffer) {
    if ($.byteKind(buffer) !== "SharedArrayBuffer") return buffer;
    const copy = new Uint8Array(buffer.byteLength);
    copy.set(new Uint8Array(buffer));
    return copy.buffer;
  },
  bufferSource(source) {
    if (!$.isBufferSource(source)) throw new $.TypeError("The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.");
    return $.bytesOf(source);
  },
  concat(buffers) {
    if (buffers.length === 1) return buffers[0];
    let length = 0;
    for (const b of buffers) length += b.byteLength;
    const whole = new Uint8Array(length);
    let at = 0;
    for (const b of buffers) {
      whole.set(new Uint8Array(b), at);
      at += b.byteLength;
    }
    return whole.buffer;
  },
  // a string with one character per byte. https://infra.spec.whatwg.org/#isomorphic-decode
  binaryText(bytes) {
    const size = bytes.byteLength;
    let text = "";
    for (let i = 0; i < size; i += 8192) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
    return text;
  },
  // USVString with U+0000 kept, for what does not go to the host as it is
  usv(value) {
    return `${value}`.toWellFormed();
  },
  // (sequence<sequence<string>> or record<string, string>) as pairs
  pairs(init, convert, failure) {
    const iterator = init[Symbol.iterator];
    if (iterator !== undefined && iterator !== null) {
      if (typeof iterator !== "function")
        throw new $.TypeError(`${failure}: The object must have a callable @@iterator property.`);
      const list = [];
      for (const item of init) {
        if (
          item === null ||
          (typeof item !== "object" && typeof item !== "function") ||
          typeof item[Symbol.iterator] !== "function"
        )
          throw new $.TypeError(`${failure}: The provided value cannot be converted to a sequence.`);
        const pair = [...item].map(convert);
        if (pair.length !== 2) throw new $.TypeError(`${failure}: Sequence initializer must only contain pair elements`);
        list.push(pair);
      }
      return list;
    }
    const map = new Map();
    for (const key of Reflect.ownKeys(init)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(init, key);
      if (descriptor !== undefined && descriptor.enumerable) map.set(convert(key), convert(init[key]));
    }
    return [...map];
  },
});
