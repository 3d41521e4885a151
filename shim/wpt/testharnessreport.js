// Tells the runner how a test ended. The server evaluates this with what the runner says.
(runner) => {
  // Kept from before the test, which may replace them.
  const { fetch, JSON, location } = window;
  const url = `${location.origin}/_driver/${runner.number}/results`;

  setup({ output: false, timeout_multiplier: runner.timeoutMultiplier });
  if (window.parent !== window || window.opener) return;

  add_completion_callback((tests, { status, message }) => {
    // As wptrunner writes lone surrogates, so that names stay apart.
    const name = (character) => `U+${character.charCodeAt(0).toString(16)}`;
    const text = (value) => (value === null || value === undefined ? null : String(value).replace(/\p{Surrogate}/gu, name));
    const results = tests.map((test) => ({ name: text(test.name), status: test.status, message: text(test.message) }));
    fetch(url, { method: "POST", body: JSON.stringify({ status, message: text(message), tests: results }) });
  });
}
