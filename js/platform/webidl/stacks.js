// The frames of the page's scripts that are under way. webidl.js collects them.
library({
  // the frames above a call as lines, innermost first
  ownStack() {
    const lines = $.pageFrames();
    for (let i = 0; i < lines.length; i++) lines[i] = `    at ${$.placeOfFrame(lines[i])}`;
    return lines;
  },
  // where the page's script is that calls: URL, line, column
  callingPlace() {
    const frames = $.pageFrames();
    return frames.length === 0 ? ["", 0, 0] : [$.str(frames[0].url), frames[0].line, frames[0].column];
  },
});
