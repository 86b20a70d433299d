// Loaded on every page. Takes the reader to the summary of errors, and keeps a double click from sending a form twice.

document.querySelector("[data-focus]")?.focus();

const sending = new WeakSet();

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  sending.add(form);
  // After the browser has taken the pressed button's own value along.
  setTimeout(() => mark(form, true));
  // A send that got no answer may be tried again.
  setTimeout(() => release(form), 10_000);
});

// Coming back by the back button finds the form as it was left: let it be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) release(form);
});

function release(form) {
  sending.delete(form);
  mark(form, false);
}

function mark(form, busy) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
