// https://webaudio.github.io/web-audio-api/#AudioWorklet
define(`
[Exposed=Window, SecureContext]
interface AudioWorklet : Worklet {
  [SameObject] readonly attribute MessagePort port;
};
`, class {
  // nobody is at its other end, since no module can be added
  get port() { return new ($.exposed("MessageChannel"))().port1; }
});
