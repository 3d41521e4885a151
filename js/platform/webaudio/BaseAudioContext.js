// https://webaudio.github.io/web-audio-api/#BaseAudioContext
define(
  `
[Exposed=Window]
interface BaseAudioContext : EventTarget {
  [SameObject] readonly attribute AudioDestinationNode destination;
  readonly attribute float sampleRate;
  readonly attribute double currentTime;
  [SameObject] readonly attribute AudioListener listener;
  readonly attribute AudioContextState state;
  readonly attribute unsigned long renderQuantumSize;
  [SameObject, SecureContext] readonly attribute AudioWorklet audioWorklet;
  attribute EventHandler onstatechange;
  AnalyserNode createAnalyser();
  BiquadFilterNode createBiquadFilter();
  AudioBuffer createBuffer(unsigned long numberOfChannels, unsigned long length, float sampleRate);
  AudioBufferSourceNode createBufferSource();
  ChannelMergerNode createChannelMerger(optional unsigned long numberOfInputs = 6);
  ChannelSplitterNode createChannelSplitter(optional unsigned long numberOfOutputs = 6);
  ConstantSourceNode createConstantSource();
  ConvolverNode createConvolver();
  DelayNode createDelay(optional double maxDelayTime = 1.0);
  DynamicsCompressorNode createDynamicsCompressor();
  GainNode createGain();
  IIRFilterNode createIIRFilter(sequence<double> feedforward, sequence<double> feedback);
  OscillatorNode createOscillator();
  PannerNode createPanner();
  PeriodicWave createPeriodicWave(sequence<float> real, sequence<float> imag, optional PeriodicWaveConstraints constraints = {});
  ScriptProcessorNode createScriptProcessor(optional unsigned long bufferSize = 0, optional unsigned long numberOfInputChannels = 2, optional unsigned long numberOfOutputChannels = 2);
  StereoPannerNode createStereoPanner();
  WaveShaperNode createWaveShaper();
  Promise<AudioBuffer> decodeAudioData(ArrayBuffer audioData, optional DecodeSuccessCallback? successCallback, optional DecodeErrorCallback? errorCallback);
};
enum AudioContextState { "suspended", "running", "closed", "interrupted" };
enum AudioContextRenderSizeCategory { "default", "hardware" };
callback DecodeErrorCallback = undefined (DOMException error);
callback DecodeSuccessCallback = undefined (AudioBuffer decodedData);
`,
  class {
    get destination() {
      return $.audioDestination(this, impl);
    }
    get sampleRate() {
      return impl.rate;
    }
    get currentTime() {
      return h.audio_time(impl.id);
    }
    get listener() {
      return $.newListener(this, impl);
    }
    get state() {
      return h.is_shown() ? impl.state : "closed";
    }
    get renderQuantumSize() {
      return 128;
    }
    get audioWorklet() {
      return $.create("AudioWorklet", { context: this, ctx: impl });
    }
    createAnalyser() {
      return $.audioNode("AnalyserNode", this);
    }
    createBiquadFilter() {
      return $.audioNode("BiquadFilterNode", this);
    }
    createBuffer(numberOfChannels, length, sampleRate) {
      return $.newAudioBuffer(numberOfChannels, length, sampleRate);
    }
    createBufferSource() {
      return $.audioNode("AudioBufferSourceNode", this);
    }
    createChannelMerger(numberOfInputs) {
      return $.audioNode("ChannelMergerNode", this, { numberOfInputs });
    }
    createChannelSplitter(numberOfOutputs) {
      return $.audioNode("ChannelSplitterNode", this, { numberOfOutputs });
    }
    createConstantSource() {
      return $.audioNode("ConstantSourceNode", this);
    }
    createConvolver() {
      return $.audioNode("ConvolverNode", this);
    }
    createDelay(maxDelayTime) {
      return $.audioNode("DelayNode", this, { maxDelayTime });
    }
    createDynamicsCompressor() {
      return $.audioNode("DynamicsCompressorNode", this);
    }
    createGain() {
      return $.audioNode("GainNode", this);
    }
    createIIRFilter(feedforward, feedback) {
      return $.audioNode("IIRFilterNode", this, { feedforward, feedback });
    }
    createOscillator() {
      return $.audioNode("OscillatorNode", this);
    }
    createPanner() {
      return $.audioNode("PannerNode", this);
    }
    createPeriodicWave(real, imag, constraints) {
      return new ($.exposed("PeriodicWave"))(this, { real, imag, disableNormalization: constraints.disableNormalization });
    }
    createScriptProcessor(bufferSize, numberOfInputChannels, numberOfOutputChannels) {
      return $.newScriptProcessor(this, bufferSize, numberOfInputChannels, numberOfOutputChannels);
    }
    createStereoPanner() {
      return $.audioNode("StereoPannerNode", this);
    }
    createWaveShaper() {
      return $.audioNode("WaveShaperNode", this);
    }
    decodeAudioData(audioData, successCallback, errorCallback) {
      return $.decodeAudio(impl, audioData, successCallback, errorCallback);
    }
  },
);
