// Faces of fonts: those that script adds, and those of @font-face rules. https://drafts.csswg.org/css-font-loading/
library({
  // those of the document's rules come first, as long as their sheets say the same
  facesOf(impl) {
    impl.faces ??= new Set();
    if (!impl.isDocument) return impl.faces;
    const rules = [...$.global.document.styleSheets]
      .filter((sheet) => !sheet.href || $.h.sheet_is_readable($.impl(sheet.ownerNode).id))
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule.type === 5)
      .map((rule) => rule.cssText);
    const text = rules.join("\n");
    if (text !== (impl.text ?? "")) {
      impl.text = text;
      const added = [...impl.faces].filter((face) => !$.impl(face).isRule);
      impl.faces = new Set([...rules.map((rule) => $.faceOfRule(impl, rule)).filter((face) => face !== null), ...added]);
    }
    return impl.faces;
  },
  faceOfRule(impl, text) {
    const values = {};
    for (const [name, value] of JSON.parse($.h.font_descriptors(text))) values[name] = value;
    if (values["font-family"] === undefined || values.src === undefined) return null;
    const face = new ($.exposed("FontFace"))(values["font-family"], values.src, {
      style: values["font-style"] ?? "normal",
      weight: values["font-weight"] ?? "normal",
      stretch: values["font-stretch"] ?? "normal",
      unicodeRange: values["unicode-range"] ?? "U+0-10FFFF",
      display: values["font-display"] ?? "auto",
    });
    $.impl(face).isRule = true;
    $.impl(face).sets.add(impl);
    return face;
  },
  // https://drafts.csswg.org/css-font-loading/#find-the-matching-font-faces; AD-HOC: every face of a named family matches
  matchingFaces(impl, font) {
    const found =
      /(?:^|\s)(?:[\d.]+(?:px|pt|em|rem|ex|ch|vh|vw|%|cm|mm|in|pc)|(?:xx?-|x+-)?(?:small|large)|medium)(?:\s*\/\s*\S+)?\s+(.+)$/i.exec(
        font,
      );
    if (found === null) throw new $.DOMException(`Could not resolve '${font}' as a font.`, "SyntaxError");
    const plain = (name) => $.lower(name.trim().replace(/^(["'])(.*)\1$/, "$2"));
    const families = new Set(found[1].split(",").map(plain));
    return [...$.facesOf(impl)].filter((face) => families.has(plain(face.family)));
  },
  // https://drafts.csswg.org/css-font-loading/#font-face-load
  loadFontFace(face) {
    if (face.status !== "unloaded") return;
    face.status = "loading";
    for (const set of face.sets) $.fontsLoading(set, face);
    const urls = face.source === null ? [] : [...face.source.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)/g)];
    const isLocal = face.source === null || /local\(/.test(face.source);
    (async () => {
      let isLoaded = isLocal && urls.length === 0;
      for (const [, double, single, bare] of urls) {
        try {
          const response = await $.global.fetch(double ?? single ?? bare);
          await response.arrayBuffer();
          isLoaded = response.ok;
        } catch {
          isLoaded = false;
        }
        if (isLoaded) break;
      }
      await $.nextTask();
      face.status = isLoaded ? "loaded" : "error";
      if (isLoaded) face.loaded.resolve(face.self);
      else if (urls.length === 0) face.loaded.reject(new $.DOMException("The source is not a font.", "SyntaxError"));
      else face.loaded.reject(new $.DOMException("A network error occurred.", "NetworkError"));
      for (const set of face.sets) $.fontsLoaded(set, face);
    })();
  },
  fontsReady(set, object) {
    if (set.ready === undefined) {
      set.self = object;
      set.ready = $.deferred();
      $.settleFonts(set);
    }
    return set.ready;
  },
  // https://drafts.csswg.org/css-font-loading/#font-face-set-ready: not before the document has loaded
  settleFonts(set) {
    const { document } = $.global;
    if (set.loading?.size > 0) return;
    if (!set.isDocument || document.readyState === "complete")
      $.queueTask(() => set.loading?.size > 0 || set.ready.resolve(set.self));
    else $.listen($.impl($.global), "load", () => $.settleFonts(set));
  },
  fontsLoading(set, face) {
    set.self ??= $.global.document?.fonts;
    set.loading ??= new Set();
    if (set.loading.size === 0) {
      set.done = [];
      set.failed = [];
      set.ready = $.deferred();
      $.queueTask(() => $.fire(set.self, "loading", {}, "FontFaceSetLoadEvent"));
    }
    set.loading.add(face);
  },
  fontsLoaded(set, face) {
    if (!set.loading?.delete(face)) return;
    (face.status === "loaded" ? set.done : set.failed).push(face.self);
    if (set.loading.size > 0) return;
    $.settleFonts(set);
    $.queueTask(() => {
      $.fire(set.self, "loadingdone", { fontfaces: set.done }, "FontFaceSetLoadEvent");
      if (set.failed.length > 0) $.fire(set.self, "loadingerror", { fontfaces: set.failed }, "FontFaceSetLoadEvent");
    });
  },
});
