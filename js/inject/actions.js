// Actions of a caller on a page of a real browser, from a world of its own that no script of the page can change.
// `locators` is that of js/locators/answers.js.
(locators) => {
  const answers = locators({
    hasBox(element) {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0;
    },
    shadowHosts: (root) =>
      [...(root.shadowRoot ? [root] : []), ...root.querySelectorAll("*")].filter((element) => element.shadowRoot),
    fire: (element, type, init, name) => element.dispatchEvent(new globalThis[name](type, init)),
  });

  // Out of shadow trees too: what is slotted is within what it is shown in.
  const around = (node) => node.assignedSlot ?? node.parentNode ?? node.host;
  const isWithin = (node, outer) => {
    while (node && node !== outer) node = around(node);
    return !!node;
  };
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot?.elementFromPoint(x, y) && hit !== hit.shadowRoot.elementFromPoint(x, y)) {
      hit = hit.shadowRoot.elementFromPoint(x, y);
    }
    return hit;
  };
  // True when there was a frame: there is none in a tab that is not shown, and it may be late.
  const nextFrame = () =>
    Promise.race([new Promise(requestAnimationFrame).then(() => true), new Promise((resolve) => setTimeout(resolve, 50, false))]);
  const isAnimated = () => document.getAnimations().some((animation) => animation.playState === "running");

  return {
    ...answers,

    // The place to point at on the only element, { x, y }, or why that cannot be done now.
    async place(steps, action) {
      const { element, ...found } = answers.aim(steps, action);
      if (!element) return found;
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const [before] = element.getClientRects();
      // The time of animations may be that of the next frame already: only two frames tell.
      const isLater = (await nextFrame()) && (await nextFrame());
      const [box] = element.getClientRects();
      if (!before || !box) return { ...found, problem: "the element has no box" };
      if (before.x !== box.x || before.y !== box.y || (!isLater && isAnimated()))
        return { ...found, problem: "the element is moving" };
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      const hit = hitAt(x, y);
      const isHit = hit && ([element, ...(element.labels ?? [])].some((one) => isWithin(hit, one)) || isWithin(element, hit));
      return isHit ? { ...found, x, y } : { ...found, problem: `the element is covered by <${hit?.localName ?? "nothing"}>` };
    },

    // The box of the only element in the viewport, { x, y, width, height }, or why it cannot be drawn now.
    box(steps) {
      const { element, ...found } = answers.aim(steps, "screenshot");
      if (!element) return found;
      element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { ...found, x, y, width, height };
    },

    // Does what needs no pointer and no keys to the only element, or says why that cannot be done now.
    attempt(steps, action, argument) {
      const { element, ...found } = answers.aim(steps, action);
      return element ? { ...found, ...answers.act(element, action, argument) } : found;
    },

    element: (steps) => answers.aim(steps, "evaluate").element,

    // True when a media element of the document is about to play.
    isStarting() {
      const isLoading = (media) => media.autoplay && media.networkState === media.NETWORK_LOADING;
      const waits = (media) => media.currentTime === 0 && !media.error && (!media.paused || isLoading(media));
      return [...document.querySelectorAll("audio, video")].some(waits);
    },
    // The number of media elements of the document that are heard, and go on for ever.
    endless() {
      const isEndless = (media) => media.loop || !Number.isFinite(media.duration);
      const isHeard = (media) => !media.paused && !media.ended && !media.muted && media.volume > 0;
      return [...document.querySelectorAll("audio, video")].filter((media) => isHeard(media) && isEndless(media)).length;
    },
  };
};
