// Keys for reading votes: each answer has one, and a plus before one says that the author is for the story.
"use strict";
(() => {
  const form = document.getElementById("answers");
  if (!form) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const isFor = form.querySelector("[name=is_for]");
    if (event.key === "+" && isFor) {
      isFor.checked = !isFor.checked;
      event.preventDefault();
      return;
    }
    const button = [...form.querySelectorAll("button[name=key]")].find((each) => each.value === event.key);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  // One answer for one post: a second press while the first is on its way sends nothing.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent); // also where "back" brings the page again
})();
