// Worklet that says how loud its input is, about ten times a second.
class Level extends AudioWorkletProcessor {
  sum = 0;
  count = 0;

  process([input]) {
    for (const sample of input[0] ?? []) this.sum += sample * sample;
    this.count += 128;
    if (this.count >= sampleRate / 10) {
      this.port.postMessage(Math.sqrt(this.sum / this.count));
      this.sum = this.count = 0;
    }
    return true;
  }
}

registerProcessor("level", Level);
