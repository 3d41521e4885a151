// https://webaudio.github.io/web-audio-api/#AudioWorklet
define(
  `
[Exposed=Window, SecureContext]
interface AudioWorklet : Worklet {
  [SameObject] readonly attribute MessagePort port;
};
`,
  class {
    get port() {
      return $.newPort(h.audio_worklet_port(impl.ctx.id));
    }
  },
);
