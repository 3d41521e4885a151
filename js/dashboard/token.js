// The secret that the server printed with this page's address, after `#`: no request and no Referer carries that. It
// is taken out of the address bar and of the history, and kept for this tab, so that the page can be loaded again.
// Not a cookie: those of this host go to all its ports.

const KEY = "audio-shim dashboard token";

export function takeToken() {
  const given = decodeURIComponent(location.hash.slice(1));
  if (!given) return sessionStorage.getItem(KEY) ?? "";
  keepToken(given);
  history.replaceState(null, "", location.pathname);
  return given;
}

export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}
