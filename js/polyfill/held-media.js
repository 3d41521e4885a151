// Media elements that may not begin by themselves: play() is pending, and nothing says that they play.
import { watchGuard } from "./guard.js";
import { apply, getterOf, hookMethod, hookSetter, hookValue } from "./hooks.js";
import { watchMediaElements } from "./media-element.js";

export function holdMediaElements(context) {
  const { window, adapter, guard, known } = context;
  const { Document, HTMLMediaElement, EventTarget, DOMException, Promise } = window;
  const { prototype } = HTMLMediaElement;
  const { pause } = prototype;
  const { addEventListener } = EventTarget.prototype;
  const get = {};
  for (const name of ["paused", "muted", "volume", "autoplay"]) get[name] = getterOf(prototype, name);

  const isLoud = (media, muted = get.muted.call(media), volume = get.volume.call(media)) => !muted && +volume !== 0;
  const mustAsk = (media, ...loudness) => {
    const element = known.get(media);
    if (!element || !isLoud(media, ...loudness) || adapter.hasAudio(media) === false) return false;
    if (!context.mustAsk(element)) return false;
    element.kept = media; // Paused, only we remember it.
    return true;
  };
  // By the standard, an element that was paused does not play by itself.
  const holdAutoplay = guard((media) => {
    if (get.autoplay?.call(media) && get.paused.call(media) && mustAsk(media)) pause.call(media);
  });

  // Calls of play() that wait are in element.held: { start(), reject(error) }.
  const rejectHeld = (element, isRefused) => {
    const { held } = element;
    element.held = undefined;
    const error = isRefused ? "NotAllowedError" : "AbortError";
    held?.forEach(({ reject }) => reject(new DOMException("The audio session cannot play.", error)));
  };
  const onLoadStart = ({ currentTarget }) => holdAutoplay(currentTarget);
  // Not among what is below: an element of the session keeps no media element alive.
  const rejectWhenReleased = (element) => {
    const { releaseSteps } = element;
    element.releaseSteps = (isRefused) => {
      releaseSteps.call(element);
      rejectHeld(element, isRefused);
    };
  };
  const entered = (element, media) => {
    rejectWhenReleased(element);
    addEventListener.call(media, "loadstart", onLoadStart);
    holdAutoplay(media);
  };
  const { play } = adapter;
  adapter.play = (media) => {
    const element = known.get(media);
    const held = element?.held;
    if (!held) return play(media);
    element.held = undefined;
    return held.map(({ start }) => start())[0];
  };

  watchGuard(context, ["audio", "video"], entered);
  watchMediaElements(context);
  adapter.trackMedia = context.trackMedia;
  // One that plays, and is in no tree.
  hookMethod(Document?.prototype, "adoptNode", { after: (_, media) => context.trackMedia(media) });

  const mustWait = guard((media) => {
    context.trackMedia(media);
    return mustAsk(media);
  });
  hookValue(prototype, "play", {
    apply(target, self, args) {
      const start = () => apply(target, self, args);
      if (!mustWait(self)) return start();
      return new Promise((resolve, reject) => {
        const element = known.get(self);
        element.held ??= [];
        element.held.push({
          start() {
            const played = start();
            resolve(played);
            return played;
          },
          reject,
        });
      });
    },
  });
  hookMethod(prototype, "pause", {
    after: guard((media) => {
      if (known.has(media)) rejectHeld(known.get(media));
    }),
  });
  // Made loud, an element that plays begins to be heard.
  const makeLoud = (media, ...loudness) => {
    if (known.get(media)?.isPlaying && !isLoud(media) && mustAsk(media, ...loudness)) pause.call(media);
  };
  hookSetter(prototype, "muted", { instead: (media, value) => makeLoud(media, value) });
  hookSetter(prototype, "volume", { instead: (media, value) => makeLoud(media, undefined, value) });
}
