// In /beheer/: shows the panels of the kind that is chosen. Without this all of them show, and the server knows which belong.
function follow() {
  const choice = document.querySelector("select[name=kind]");
  if (!choice) return;
  const show = () => {
    for (const panel of document.querySelectorAll("[data-kinds]")) {
      const section = panel.closest("section") ?? panel;
      section.hidden = !panel.dataset.kinds.split(" ").includes(choice.value);
    }
  };
  choice.addEventListener("change", show);
  show();
}

// It stands in the head, before there is a form to look at.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", follow);
else follow();
