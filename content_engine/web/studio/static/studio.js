// What every page does: the form token on each request, keys, notes that go away, dialogs.
"use strict";

const token = () => document.querySelector('meta[name="csrf"]').content;

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = token();
});

document.addEventListener("htmx:sendError", () => {
  const note = document.createElement("p");
  note.className = "note bad";
  note.textContent = "The server did not answer. Nothing was changed; try again.";
  document.getElementById("notices").replaceChildren(note);
});

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
const rows = () => [...document.querySelectorAll("[data-row]")];

// Moves the mark among the rows of a list; the row's link gets the focus, so Enter opens it.
function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("here"));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  all.forEach((row) => row.classList.toggle("here", row === next));
  (next.querySelector("a, button") || next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const inRow = document.querySelector(`[data-row].here [data-key="${CSS.escape(key)}"]`);
  const found = inRow || document.querySelector(`main [data-key="${CSS.escape(key)}"]:not([disabled])`);
  if (!found) return false;
  if (found.matches("input:not([type=checkbox]), textarea, select")) found.focus();
  else found.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") document.getElementById("help").showModal();
  else if (event.key === "j" && rows().length) step(1);
  else if (event.key === "k" && rows().length) step(-1);
  else if (!press(event.key)) return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const at = event.target.closest("[data-help], [data-dialog], [data-close], [data-select-all]");
  if (!at) return;
  if (at.matches("[data-help]")) document.getElementById("help").showModal();
  else if (at.matches("[data-dialog]")) document.getElementById(at.dataset.dialog).showModal();
  else if (at.matches("[data-close]")) at.closest("dialog").close();
  else for (const box of document.querySelectorAll(`input[name="${CSS.escape(at.dataset.selectAll)}"]`)) box.checked = at.checked;
});

// A form that asks before it acts.
document.addEventListener("submit", (event) => {
  const asks = event.target.closest("[data-confirm]") || (event.submitter && event.submitter.closest("[data-confirm]"));
  if (asks && !window.confirm(asks.dataset.confirm)) event.preventDefault();
});

// Selects that filter a list send their form when they change.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form) form.requestSubmit();
});
