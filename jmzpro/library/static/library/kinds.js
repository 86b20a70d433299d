// In /beheer/: shows the panels of the kind that is chosen. Without this all of them show, and the server knows which belong.
const choice = document.querySelector("select[name=kind]");

function show() {
  for (const panel of document.querySelectorAll("[data-kinds]")) {
    const section = panel.closest("section") ?? panel;
    section.hidden = !panel.dataset.kinds.split(" ").includes(choice.value);
  }
}

if (choice) {
  choice.addEventListener("change", show);
  show();
}
