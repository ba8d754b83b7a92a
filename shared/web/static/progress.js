// Brings the part of a page that says how far something is up to date, until it has ended.
// Without this script the page itself is loaded again every few seconds.
"use strict";

(() => {
  const PAUSE_MS = 2_000;
  const PATIENCE_MS = 10_000;

  const look = async () => {
    const shown = document.getElementById("progress");
    if (!shown?.dataset.open) return;
    try {
      const answer = await fetch(location.href, { signal: AbortSignal.timeout(PATIENCE_MS) });
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("progress");
      if (answer.ok && fresh && fresh.innerHTML !== shown.innerHTML) {
        // The region itself stays: what changes inside it is read out.
        shown.replaceChildren(...fresh.childNodes);
        if (!fresh.dataset.open) delete shown.dataset.open;
      }
    } catch {
      // The next look tries again.
    }
    setTimeout(look, PAUSE_MS);
  };
  setTimeout(look, PAUSE_MS);
})();
