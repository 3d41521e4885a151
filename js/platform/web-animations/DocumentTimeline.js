// https://drafts.csswg.org/web-animations-1/#the-animationtimeline-interface
define(
  `
[Exposed=Window]
interface AnimationTimeline {
  readonly attribute double? currentTime;
  readonly attribute double? duration;
};`,
  class {
    get currentTime() {
      return $.timelineTime(this);
    }
    get duration() {
      return null;
    }
  },
);
// https://drafts.csswg.org/web-animations-1/#the-documenttimeline-interface
define(
  `
[Exposed=Window]
interface DocumentTimeline : AnimationTimeline { constructor(optional DocumentTimelineOptions options = {}); };
dictionary DocumentTimelineOptions { double originTime = 0; };
`,
  class {
    construct(options) {
      impl.origin = options.originTime;
    }
  },
);
define(
  `
partial interface Document {
  [SameObject] readonly attribute DocumentTimeline timeline;
};`,
  class {
    get timeline() {
      return $.create("DocumentTimeline", { origin: 0, isIdle: impl.id !== $.documentId });
    }
  },
);
define(
  `
partial interface mixin DocumentOrShadowRoot {
  any getAnimations();
};`,
  class {
    getAnimations() {
      return $.animationsIn((target) => $.rootOf(target) === this);
    }
  },
);
