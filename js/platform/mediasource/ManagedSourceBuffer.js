// https://w3c.github.io/media-source/#managedsourcebuffer-interface
define(
  `
[Exposed=Window]
interface ManagedSourceBuffer : SourceBuffer {
  attribute EventHandler onbufferedchange;
};
`,
  class {},
);
