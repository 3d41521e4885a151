// Worker that answers samples with the loudest of them.
onmessage = ({ data: samples }) => {
  let loudest = 0;
  for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
  postMessage(loudest);
};
