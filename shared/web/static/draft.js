"use strict";
// Keeps what is typed of an anonymous report in this browser, and only where its writer switches it on: nothing
// of it is sent. It goes with the submission, with the button, with the switch, and after a day.
const NAME = "fairport-report";
const LASTS = 24 * 60 * 60 * 1000;
const PAUSE = 300;

function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(NAME));
    if (draft && Date.now() - draft.at < LASTS) return draft;
  } catch {
    // Unreadable or not allowed: as if nothing were kept.
  }
  forget();
  return null;
}

function typedIn(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "state" && typeof value === "string");
}

function fill(form, typed) {
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit", "button"].includes(field.type)) continue;
    const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length) field.value = values.at(-1);
  }
}

function resume(draft) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/complaints/report/${draft.step}`;
  for (const [name, value] of [...draft.typed, ["state", draft.state], ["do", `goto:${draft.step}`]]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

function offer(panel) {
  const draft = kept();
  panel.hidden = !draft;
  if (!draft) return;
  panel.querySelector("[data-when]").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang);
  panel.querySelector("[data-resume]").addEventListener("click", () => resume(draft));
  panel.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    panel.hidden = true;
  });
}

function follow(panel, form) {
  const [box, button, status] = ["input", "[data-forget]", "[role=status]"].map((each) => panel.querySelector(each));
  const { step, fresh } = panel.dataset;
  let waiting = 0;

  function show(text) {
    button.hidden = !box.checked;
    status.textContent = text;
  }

  function save() {
    clearTimeout(waiting);
    if (!box.checked) return;
    const draft = { at: Date.now(), step, state: form.elements.state.value, typed: typedIn(form) };
    try {
      localStorage.setItem(NAME, JSON.stringify(draft));
      show(panel.dataset.saved);
    } catch {
      show(panel.dataset.full);
    }
  }

  function stop() {
    clearTimeout(waiting);
    box.checked = false;
    forget();
    show(panel.dataset.gone);
  }

  const before = fresh ? null : kept();
  box.checked = before !== null;
  if (before?.step === step && before.state === form.elements.state.value) fill(form, before.typed);
  save();
  show("");
  panel.hidden = false;
  box.addEventListener("change", () => (box.checked ? save() : stop()));
  button.addEventListener("click", stop);
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  addEventListener("pagehide", save);
  // A page that comes back as it was left may be older than the submission.
  addEventListener("pageshow", (event) => {
    if (event.persisted && !kept()) box.checked = false;
  });
}

if (document.querySelector("[data-draft-done]")) forget();
const resumed = document.querySelector("[data-draft-resume]");
if (resumed) offer(resumed);
const keeping = document.querySelector("[data-draft-keep]");
if (keeping) follow(keeping, document.getElementById("filing"));
