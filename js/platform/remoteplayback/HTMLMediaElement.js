// https://w3c.github.io/remote-playback/#disableremoteplayback-attribute
define(
  `
partial interface HTMLMediaElement {
  [Reflect] attribute boolean disableRemotePlayback;
};`,
  class {},
);
