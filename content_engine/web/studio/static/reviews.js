// The queue: what a key acts on, how many are chosen, and where the mark is after the list changed.
"use strict";

const boxes = () => [...document.querySelectorAll('#queue input[name="chosen"]')];
let at = 0;

function tell() {
  const number = document.getElementById("number");
  const chosen = boxes().filter((box) => box.checked).length;
  if (number) number.textContent = chosen ? `${chosen} chosen` : "Nothing chosen";
}

// A key or a button without anything chosen means the marked text.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-chosen]");
  if (!button || boxes().some((box) => box.checked)) return;
  const here = document.querySelector("[data-row].here input[name=chosen]");
  if (here) here.checked = true;
  tell();
}, true);

document.addEventListener("click", () => queueMicrotask(tell));

document.addEventListener("htmx:beforeRequest", () => {
  const rows = [...document.querySelectorAll("[data-row]")];
  at = Math.max(0, rows.findIndex((row) => row.classList.contains("here")));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const told = document.querySelector("#told .outcome");
  document.getElementById("reject")?.close();
  if (!event.detail.successful || !told || told.dataset.done !== told.dataset.of) return;
  const reason = document.querySelector("#reject textarea");
  if (reason) reason.value = "";
});

document.addEventListener("htmx:afterSettle", () => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const row = rows[Math.min(at, rows.length - 1)];
  if (row && !document.querySelector("[data-row].here")) {
    row.classList.add("here");
    row.querySelector("a").focus({ preventScroll: true });
  }
  tell();
});
