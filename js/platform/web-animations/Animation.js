// https://drafts.csswg.org/web-animations-1/#the-animation-interface
define(
  `
[Exposed=Window]
interface Animation : EventTarget {
  constructor(optional AnimationEffect? effect = null, optional AnimationTimeline? timeline);
  attribute DOMString id;
  attribute AnimationEffect? effect;
  attribute AnimationTimeline? timeline;
  attribute any startTime;
  attribute any currentTime;
  attribute double playbackRate;
  readonly attribute AnimationPlayState playState;
  readonly attribute AnimationReplaceState replaceState;
  readonly attribute boolean pending;
  readonly attribute Promise<Animation> ready;
  readonly attribute Promise<Animation> finished;
  readonly attribute any overallProgress;
  attribute EventHandler onfinish;
  attribute EventHandler oncancel;
  attribute EventHandler onremove;
  undefined cancel();
  undefined finish();
  undefined play();
  undefined pause();
  undefined updatePlaybackRate(double playbackRate);
  undefined reverse();
  undefined persist();
  undefined commitStyles();
};
enum AnimationPlayState { "idle", "running", "paused", "finished" };
enum AnimationReplaceState { "active", "removed", "persisted" };
`,
  class {
    construct(effect, timeline) {
      $.initAnimation(this, impl, 2, null);
      impl.timeline = timeline === undefined ? $.global.document.timeline : timeline;
      $.setEffect(impl, effect);
    }
    get id() {
      return impl.name;
    }
    set id(value) {
      impl.name = value;
    }
    get effect() {
      return impl.effect?.self ?? null;
    }
    set effect(value) {
      $.setEffect(impl, value);
    }
    get timeline() {
      return impl.timeline;
    }
    set timeline(value) {
      $.setTimeline(impl, value);
    }
    get startTime() {
      $.readMotionOf(impl);
      return impl.start;
    }
    set startTime(value) {
      $.setStartTime(impl, $.animationTime(value));
    }
    get currentTime() {
      $.readMotionOf(impl);
      return $.currentTime(impl);
    }
    set currentTime(value) {
      $.setCurrentTime(impl, $.animationTime(value));
    }
    get playbackRate() {
      return impl.rate;
    }
    set playbackRate(value) {
      $.setPlaybackRate(impl, value);
    }
    get playState() {
      $.readMotionOf(impl);
      return $.playState(impl);
    }
    get replaceState() {
      return impl.replaceState;
    }
    get pending() {
      $.readMotionOf(impl);
      return impl.pendingTask !== null;
    }
    get ready() {
      $.readMotionOf(impl);
      return impl.ready.promise;
    }
    get finished() {
      $.readMotionOf(impl);
      return impl.finished.promise;
    }
    // https://drafts.csswg.org/web-animations-2/#the-overall-progress-of-an-animation
    get overallProgress() {
      const now = $.currentTime(impl);
      if (now === null || impl.effect === null) return null;
      const end = $.effectEnd(impl);
      if (end === 0) return now < 0 ? 0 : 1;
      return end === Infinity ? 0 : Math.min(Math.max(now / end, 0), 1);
    }
    cancel() {
      $.readMotionOf(impl);
      $.cancelAnimation(impl);
    }
    finish() {
      $.readMotionOf(impl);
      $.finishAnimation(impl);
    }
    play() {
      $.readMotionOf(impl);
      $.playAnimation(impl, true);
      impl.playedByScript = true;
    }
    pause() {
      $.readMotionOf(impl);
      $.pauseAnimation(impl);
      impl.playedByScript = true;
    }
    updatePlaybackRate(playbackRate) {
      $.readMotionOf(impl);
      $.updatePlaybackRate(impl, playbackRate);
    }
    reverse() {
      $.readMotionOf(impl);
      $.reverseAnimation(impl);
      impl.playedByScript = true;
    }
    persist() {
      if (impl.replaceState === "removed") {
        impl.replaceState = "persisted";
        $.syncAnimation(impl);
      }
      impl.replaceState = "persisted";
    }
    commitStyles() {
      $.commitStyles(impl);
    }
  },
);
// https://drafts.csswg.org/web-animations-1/#the-animationplaybackevent-interface
define(
  `
[Exposed=Window]
interface AnimationPlaybackEvent : Event {
  constructor(DOMString type, optional AnimationPlaybackEventInit eventInitDict = {});
  readonly attribute double? currentTime;
  readonly attribute double? timelineTime;
};
dictionary AnimationPlaybackEventInit : EventInit { double? currentTime = null; double? timelineTime = null; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.currentTime = init.currentTime;
      impl.timelineTime = init.timelineTime;
    }
    get currentTime() {
      return impl.currentTime ?? null;
    }
    get timelineTime() {
      return impl.timelineTime ?? null;
    }
  },
);
