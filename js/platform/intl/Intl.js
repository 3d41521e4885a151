// The namespace object. https://tc39.es/ecma402/#intl-object
globals({
  get Intl() {
    const services = Object.create(Object.prototype);
    const members = {
      getCanonicalLocales(locales) {
        return $.intlTags(locales);
      },
      supportedValuesOf(key) {
        return JSON.parse($.h.intl_values($.str(key)));
      },
    };
    for (const name of Object.keys(members))
      Object.defineProperty(services, name, { value: members[name], writable: true, configurable: true });
    for (const name of [
      "Collator",
      "DateTimeFormat",
      "DisplayNames",
      "ListFormat",
      "Locale",
      "NumberFormat",
      "PluralRules",
      "RelativeTimeFormat",
      "Segmenter",
    ]) {
      const get = {
        [name]() {
          const value = $[`intl${name}`];
          Object.defineProperty(services, name, { value, writable: true, enumerable: false, configurable: true });
          return value;
        },
      }[name];
      Object.defineProperty(services, name, {
        get,
        set(value) {
          Object.defineProperty(services, name, { value, writable: true, configurable: true });
        },
        configurable: true,
      });
    }
    Object.defineProperty(services, Symbol.toStringTag, { value: "Intl", configurable: true });
    return services;
  },
});
