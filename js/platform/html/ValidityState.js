// https://html.spec.whatwg.org/#validitystate
define(
  `
[Exposed=Window]
interface ValidityState {
  readonly attribute boolean valueMissing;
  readonly attribute boolean typeMismatch;
  readonly attribute boolean patternMismatch;
  readonly attribute boolean tooLong;
  readonly attribute boolean tooShort;
  readonly attribute boolean rangeUnderflow;
  readonly attribute boolean rangeOverflow;
  readonly attribute boolean stepMismatch;
  readonly attribute boolean badInput;
  readonly attribute boolean customError;
  readonly attribute boolean valid;
};`,
  class {
    get valueMissing() {
      return $.suffers(impl.owner, "valueMissing");
    }
    get typeMismatch() {
      return $.suffers(impl.owner, "typeMismatch");
    }
    get patternMismatch() {
      return $.suffers(impl.owner, "patternMismatch");
    }
    get tooLong() {
      return $.suffers(impl.owner, "tooLong");
    }
    get tooShort() {
      return $.suffers(impl.owner, "tooShort");
    }
    get rangeUnderflow() {
      return $.suffers(impl.owner, "rangeUnderflow");
    }
    get rangeOverflow() {
      return $.suffers(impl.owner, "rangeOverflow");
    }
    get stepMismatch() {
      return $.suffers(impl.owner, "stepMismatch");
    }
    get badInput() {
      return $.suffers(impl.owner, "badInput");
    }
    get customError() {
      return $.suffers(impl.owner, "customError");
    }
    get valid() {
      return $.problems(impl.owner).length === 0;
    }
  },
);
