// WebVTT files: from text to cues. https://www.w3.org/TR/webvtt1/#file-parsing
library({
  // the cues, as slots of VTTCue objects, or null when the text is no WebVTT
  parseWebVTT(text) {
    // 1. - 6.
    const input = text.replace(/\0/g, "\ufffd").replace(/\r\n?/g, "\n");
    if (!/^WEBVTT([ \t\n]|$)/.test(input)) return null;
    const state = { lines: input.split("\n"), at: 1, regions: [] };
    const cues = [];
    const { lines } = state;
    // 10. - 12. What follows the first line at once is the header.
    if (state.at < lines.length && lines[state.at] !== "") $.vttBlock(state, true);
    // 14.
    while (state.at < lines.length) {
      if (lines[state.at] === "") {
        state.at++;
        continue;
      }
      const cue = $.vttBlock(state, false);
      if (cue !== null) cues.push(cue);
    }
    return cues;
  },
  // https://www.w3.org/TR/webvtt1/#collect-a-webvtt-block
  vttBlock(state, inHeader) {
    const { lines } = state;
    let [count, previous, kind, cue, seenArrow] = [0, state.at, "", null, false];
    let buffer = [];
    while (state.at < lines.length) {
      const line = lines[state.at++];
      count++;
      if (line.includes("-->")) {
        if (inHeader || !(count === 1 || (count === 2 && !seenArrow))) {
          state.at = previous;
          break;
        }
        seenArrow = true;
        previous = state.at;
        cue = $.vttTimings(line, state.regions);
        if (cue !== null) {
          cue.cueId = buffer.join("\n");
          buffer = [];
        }
      } else if (line === "") {
        break;
      } else {
        if (!inHeader && count === 2 && cue === null && /^(STYLE|REGION)\s*$/.test(buffer[0] ?? "")) {
          kind = buffer[0].trim();
          buffer = [];
        }
        buffer.push(line);
        previous = state.at;
      }
    }
    if (cue !== null) cue.text = buffer.join("\n");
    else if (kind === "REGION") state.regions.push($.vttRegion(buffer.join("\n")));
    return cue;
  },
  // https://www.w3.org/TR/webvtt1/#collect-webvtt-cue-timings-and-settings
  vttTimings(line, regions) {
    const time = String.raw`(?:(\d+):)?(\d+):(\d\d)\.(\d{3})(?!\d)`;
    const match = new RegExp(String.raw`^\s*${time}\s*-->\s*${time}(.*)$`).exec(line);
    if (match === null) return null;
    const [startTime, endTime] = [$.vttTime(match.slice(1, 5)), $.vttTime(match.slice(5, 9))];
    if (startTime === null || endTime === null) return null;
    return $.vttSettings({ ...$.vttDefaults(), startTime, endTime }, match[9], regions);
  },
  // https://www.w3.org/TR/webvtt1/#collect-a-webvtt-timestamp: in seconds
  vttTime([hours, minutes, seconds, milliseconds]) {
    if (minutes.length !== 2 || +minutes > 59 || +seconds > 59) return null;
    return +(hours ?? 0) * 3600 + minutes * 60 + +seconds + milliseconds / 1000;
  },
  vttDefaults() {
    return {
      track: null,
      cueId: "",
      pauseOnExit: false,
      active: false,
      text: "",
      region: null,
      vertical: "",
      snapToLines: true,
      line: "auto",
      lineAlign: "start",
      position: "auto",
      positionAlign: "auto",
      size: 100,
      align: "center",
    };
  },
  // https://www.w3.org/TR/webvtt1/#parse-the-webvtt-cue-settings
  vttSettings(cue, text, regions) {
    for (const [name, value] of $.vttPairs(text)) {
      switch (name) {
        case "region":
          cue.region = regions.findLast((region) => $.impl(region).regionId === value) ?? null;
          break;
        case "vertical":
          if (value === "rl" || value === "lr") cue.vertical = value;
          break;
        case "line":
          $.vttLine(cue, value);
          break;
        case "position":
          $.vttPosition(cue, value);
          break;
        case "size":
          cue.size = $.vttPercentage(value) ?? cue.size;
          break;
        case "align":
          if (["start", "center", "end", "left", "right"].includes(value)) cue.align = value;
          break;
      }
    }
    // a region has its own place, size and direction
    if (cue.line !== "auto" || cue.size !== 100 || cue.vertical !== "") cue.region = null;
    return cue;
  },
  vttPairs(text) {
    const words = text.split(/[\t\n\f\r ]+/).filter((word) => /^[^:]+:./s.test(word));
    return words.map((word) => [word.slice(0, word.indexOf(":")), word.slice(word.indexOf(":") + 1)]);
  },
  vttLine(cue, value) {
    const [place, align, more] = value.split(",");
    const isPercentage = place.endsWith("%");
    const line = isPercentage ? $.vttPercentage(place) : /^-?\d+(\.\d+)?$/.test(place) ? +place : null;
    if (line === null || more !== undefined || (align !== undefined && !["start", "center", "end"].includes(align))) return;
    Object.assign(cue, { line, snapToLines: !isPercentage, lineAlign: align ?? cue.lineAlign });
  },
  vttPosition(cue, value) {
    const [place, align, more] = value.split(",");
    const position = $.vttPercentage(place);
    const known = align === undefined || ["line-left", "center", "line-right"].includes(align);
    if (position !== null && known && more === undefined)
      Object.assign(cue, { position, positionAlign: align ?? cue.positionAlign });
  },
  // https://www.w3.org/TR/webvtt1/#parse-a-percentage-string
  vttPercentage(text) {
    const number = /^\d+(\.\d+)?%$/.test(text) ? parseFloat(text) : NaN;
    return number >= 0 && number <= 100 ? number : null;
  },
  // https://www.w3.org/TR/webvtt1/#collect-webvtt-region-settings
  vttRegion(text) {
    const slots = {
      regionId: "",
      width: 100,
      lines: 3,
      regionAnchorX: 0,
      regionAnchorY: 100,
      viewportAnchorX: 0,
      viewportAnchorY: 100,
      scroll: "",
    };
    for (const [name, value] of $.vttPairs(text)) {
      if (name === "id") slots.regionId = value;
      else if (name === "width") slots.width = $.vttPercentage(value) ?? slots.width;
      else if (name === "lines" && /^\d+$/.test(value)) slots.lines = +value;
      else if (name === "scroll" && value === "up") slots.scroll = value;
      else if (name === "regionanchor" || name === "viewportanchor") {
        const [x, y] = value.split(",").map($.vttPercentage);
        const prefix = name === "regionanchor" ? "regionAnchor" : "viewportAnchor";
        if (x != null && y != null) Object.assign(slots, { [`${prefix}X`]: x, [`${prefix}Y`]: y });
      }
    }
    return $.create("VTTRegion", slots);
  },
});
