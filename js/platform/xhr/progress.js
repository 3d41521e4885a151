// Progress events of XMLHttpRequest and FileReader.
library({
  // https://xhr.spec.whatwg.org/#concept-event-fire-progress
  fireProgress(target, type, loaded, total) {
    $.fire(target, type, { lengthComputable: total !== 0, loaded, total }, "ProgressEvent");
  },
});
