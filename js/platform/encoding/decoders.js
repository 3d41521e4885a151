// The state of text decoders, which the host keeps.
library({
  // the host keeps a decoder's state: it goes when the page's object does
  get decoders() {
    return new FinalizationRegistry((number) => $.h.free_decoder(number));
  },
  initDecoder(object, impl, label, options) {
    const [number, encoding] = $.h.new_decoder(label, options.fatal, options.ignoreBOM).split(" ");
    Object.assign(impl, { number: +number, encoding, fatal: options.fatal, ignoreBOM: options.ignoreBOM, streaming: false });
    $.decoders.register(object, impl.number);
  },
});
