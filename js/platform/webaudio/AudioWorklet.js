// https://webaudio.github.io/web-audio-api/#AudioWorklet
define(`
[Exposed=Window, SecureContext]
interface AudioWorklet : Worklet {
  readonly attribute MessagePort port;
};
`, class {});
