// How many messages nobody opened yet, beside the link to the inbox, on pages of all services.
// Without this script the link is there all the same, only without the number.
"use strict";

(() => {
  const ADDRESS = "/api/messages/unread";
  const KEPT_MS = 60_000;
  const PATIENCE_MS = 4_000;
  const MOST_SHOWN = 99;

  const badge = document.querySelector("[data-unread-of]");
  if (!badge) return;
  // One person's number is never shown to the next who signs in at the same window.
  const name = `fairport-unread-${badge.dataset.unreadOf}`;

  const kept = () => {
    try {
      const { at, count } = JSON.parse(sessionStorage.getItem(name)) ?? {};
      return Date.now() - at < KEPT_MS && at <= Date.now() ? { count } : null;
    } catch {
      return null;
    }
  };

  const keep = (count) => {
    try {
      sessionStorage.setItem(name, JSON.stringify({ at: Date.now(), count }));
    } catch {
      // A browser that keeps nothing asks again on the next page.
    }
  };

  const show = (count) => {
    if (!Number.isInteger(count) || count < 1) return;
    badge.querySelector(".count").textContent = count > MOST_SHOWN ? `${MOST_SHOWN}+` : count;
    badge.hidden = false;
  };

  const ask = async () => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(ADDRESS, { signal, headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).unread : null;
  };

  if (badge.dataset.unread) {
    keep(Number(badge.dataset.unread));
    return;
  }
  const known = kept();
  if (known) {
    show(known.count);
    return;
  }
  ask()
    .catch(() => null)
    .then((count) => {
      keep(count);
      show(count);
    });
})();
