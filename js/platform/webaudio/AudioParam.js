// https://webaudio.github.io/web-audio-api/#AudioParam
define(
  `
[Exposed=Window]
interface AudioParam {
  attribute float value;
  attribute AutomationRate automationRate;
  readonly attribute float defaultValue;
  readonly attribute float minValue;
  readonly attribute float maxValue;
  AudioParam setValueAtTime(float value, double startTime);
  AudioParam linearRampToValueAtTime(float value, double endTime);
  AudioParam exponentialRampToValueAtTime(float value, double endTime);
  AudioParam setTargetAtTime(float target, double startTime, float timeConstant);
  AudioParam setValueCurveAtTime(sequence<float> values, double startTime, double duration);
  AudioParam cancelScheduledValues(double cancelTime);
  AudioParam cancelAndHoldAtTime(double cancelTime);
};
enum AutomationRate { "a-rate", "k-rate" };
`,
  class {
    get value() {
      return h.audio_param_value(impl.node, impl.name);
    }
    // https://webaudio.github.io/web-audio-api/#dom-audioparam-value
    set value(value) {
      const now = h.audio_time(impl.ctx.id);
      $.checkParamTime(impl, now);
      const given = Math.min(Math.max(Math.fround(value), impl.min), impl.max);
      h.audio_param_set(impl.node, impl.name, given);
      if (impl.events.length === 0) return;
      const event = { method: "setValueAtTime", start: now, end: now, value: given, constant: 0 };
      $.rememberEvent(impl, event);
      $.resendTargets(impl, event);
    }
    get automationRate() {
      return impl.rate;
    }
    set automationRate(value) {
      if (value !== impl.rate && impl.fixedRate)
        throw new $.DOMException(`The automation rate of ${impl.name} is fixed to ${impl.rate}.`, "InvalidStateError");
      impl.rate = value;
      h.audio_param_rate(impl.node, impl.name, value);
    }
    get defaultValue() {
      return impl.initial;
    }
    get minValue() {
      return impl.min;
    }
    get maxValue() {
      return impl.max;
    }
    setValueAtTime(value, startTime) {
      $.automate(impl, "setValueAtTime", startTime, "startTime", Math.fround(value));
      return this;
    }
    linearRampToValueAtTime(value, endTime) {
      $.automate(impl, "linearRampToValueAtTime", endTime, "endTime", Math.fround(value));
      return this;
    }
    exponentialRampToValueAtTime(value, endTime) {
      if (Math.fround(value) === 0) throw new $.RangeError("exponentialRampToValueAtTime cannot ramp to 0.");
      $.automate(impl, "exponentialRampToValueAtTime", endTime, "endTime", Math.fround(value));
      return this;
    }
    setTargetAtTime(target, startTime, timeConstant) {
      $.audioTimeArgument(startTime, "startTime");
      $.audioTimeArgument(timeConstant, "timeConstant");
      $.automate(impl, "setTargetAtTime", startTime, "startTime", Math.fround(target), Math.fround(timeConstant));
      return this;
    }
    setValueCurveAtTime(values, startTime, duration) {
      $.automateCurve(impl, values, startTime, duration);
      return this;
    }
    cancelScheduledValues(cancelTime) {
      $.cancelAutomation(impl, "cancelScheduledValues", cancelTime);
      return this;
    }
    cancelAndHoldAtTime(cancelTime) {
      $.cancelAutomation(impl, "cancelAndHoldAtTime", cancelTime);
      return this;
    }
  },
);
