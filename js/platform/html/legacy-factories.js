// Constructors such as Image(), which make an element of another name. https://webidl.spec.whatwg.org/#LegacyFactoryFunction
library({
  // the source is minified, so that the name and the number of arguments are said
  legacyFactory(make, name, interfaceName) {
    Object.defineProperty(make, "name", { value: name, configurable: true });
    Object.defineProperty(make, "length", { value: 0 });
    Object.defineProperty(make, "prototype", { value: $.exposed(interfaceName).prototype, writable: false });
    return make;
  },
});
