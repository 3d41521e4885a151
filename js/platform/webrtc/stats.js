// The statistics that getStats() returns. https://w3c.github.io/webrtc-pc/#statistics-model
library({
  async rtcStats(impl, selector) {
    await $.nextTask();
    return $.statsReport(impl, $.selectStats(JSON.parse($.h.rtc_stats(impl.id)), selector));
  },
  // https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-getstats: the number of the sender or receiver of a track
  statsSelector(impl, track) {
    const own = impl.transceivers.map($.impl);
    const senders = own.filter((t) => $.impl(t.sender).track === track).map((t) => `O${t.number}`);
    const receivers = own.filter((t) => $.impl(t.receiver).track === track).map((t) => `I${t.number}`);
    const found = [...senders, ...receivers];
    if (found.length !== 1) throw new $.DOMException("The track is not that of one sender or receiver.", "InvalidAccessError");
    return found[0];
  },
  // https://w3c.github.io/webrtc-pc/#dfn-stats-selection-algorithm: one RTP stream and all that hangs on it
  selectStats(reports, selector) {
    if (selector === null) return reports;
    const byId = new Map(reports.map((report) => [report.id, report]));
    const chosen = new Set();
    const choose = (id) => {
      const report = byId.get(id);
      if (report === undefined || chosen.has(report)) return;
      chosen.add(report);
      for (const key in report) if (/Id$/.test(key)) choose(report[key]);
    };
    choose(selector);
    return reports.filter((report) => chosen.has(report));
  },
  statsReport(impl, reports) {
    const timestamp = $.h.wall_clock();
    const entries = new Map();
    for (const { id, type, ...rest } of reports) entries.set(id, { __proto__: $.objects, id, timestamp, type, ...rest });
    return $.create("RTCStatsReport", { entries });
  },
});
