// The WebSocket to the server. It comes back by itself; what was asked for meanwhile is refused, not kept.

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;
// Coming back would change nothing.
const REFUSED = new Set([4400, 4401, 4403, 4429]);

/**
 * `introduce()` is the first message, `hear(message)` takes what comes, `report(status, reason)` is told `connected`,
 * `lost` or `refused`.
 */
export function connection({ introduce, hear, report }) {
  const address = new URL("dashboard", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.hash = "";
  let socket;
  let attempts = 0;

  function open() {
    const own = (socket = new WebSocket(address));
    own.onopen = () => own.send(JSON.stringify(introduce()));
    own.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.op === "connected") {
        attempts = 0;
        report("connected", "");
      }
      hear(message);
    };
    own.onclose = ({ code, reason }) => {
      if (own !== socket) return;
      socket = undefined;
      if (REFUSED.has(code)) return report("refused", reason || `the server closed the connection (${code})`);
      report("lost", reason);
      const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempts++);
      setTimeout(open, delay * (0.5 + Math.random() / 2));
    };
  }

  return {
    open,
    /** Returns whether it went out. */
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}
