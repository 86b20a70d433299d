// "Verlaat deze site snel": the page is replaced, so that the back button does not lead here. Shift three times does the same.

const link = document.querySelector("[data-quick-exit]");
const WITHIN = 1500; // milliseconds for the three presses
let presses = [];

function leave() {
  // What somebody sees while the other site is loading must not be this page.
  document.body.hidden = true;
  document.title = "Even geduld";
  sessionStorage.clear();
  location.replace(link.href);
}

link?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

addEventListener("keydown", (event) => {
  if (event.key !== "Shift" || event.repeat) {
    if (event.key !== "Shift") presses = [];
    return;
  }
  const now = performance.now();
  presses = [...presses.filter((at) => now - at < WITHIN), now];
  if (presses.length === 3) leave();
});

// Brought back from the browser's memory after leaving: leave again.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.hidden) leave();
});
