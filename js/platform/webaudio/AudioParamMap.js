// https://webaudio.github.io/web-audio-api/#AudioParamMap
define(
  `
[Exposed=Window]
interface AudioParamMap {
  readonly maplike<DOMString, AudioParam>;
};
`,
  class {},
);
