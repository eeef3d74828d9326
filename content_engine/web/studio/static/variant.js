// The page of one variant: words that were typed are not lost by leaving, and Ctrl+Enter sends the form one types in.
"use strict";

const words = document.querySelector("form[data-words]");
const typedNow = () => words && [...words.elements].some((field) => "defaultValue" in field && field.value !== field.defaultValue);
let leaving = false;

document.addEventListener("submit", () => { leaving = true; });

window.addEventListener("beforeunload", (event) => {
  if (!leaving && typedNow()) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
