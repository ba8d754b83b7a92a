"use strict";
// Copy and print for the page that shows a receipt; without script it is written down by hand.
for (const tools of document.querySelectorAll("[data-receipt-tools]")) {
  tools.hidden = false;
  const status = tools.querySelector("[role=status]");
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
  const copy = tools.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    const text = document.querySelector(copy.dataset.copy).textContent.trim();
    await navigator.clipboard.writeText(text);
    status.textContent = copy.dataset.done;
  });
}
