// The list follows each choice at once. Without this the form is sent with its button, and gives the same page.
const form = document.querySelector("form[data-facets]");
let latest = 0;

function address() {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name, value);
  const text = query.toString();
  return form.action + (text ? `?${text}` : "");
}

async function follow(focus) {
  const url = address();
  const turn = ++latest;
  let page;
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error();
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    form.submit();
    return;
  }
  if (turn !== latest) return;
  const open = [...form.querySelectorAll("details")].map((one) => one.open);
  for (const part of ["#resultaat", ".facets-grid", ".facets-do", ".facets-sort"]) {
    const fresh = page.querySelector(part);
    const old = document.querySelector(part);
    if (part === "#resultaat") {
      // The line that is read aloud stays the same element, so that its change is said.
      document.getElementById("aantal").textContent = page.getElementById("aantal").textContent;
      fresh.querySelector("#aantal").replaceWith(document.getElementById("aantal"));
    }
    old.replaceWith(fresh);
  }
  form.querySelectorAll("details").forEach((one, at) => { one.open ||= open[at] ?? false; });
  history.replaceState(null, "", url);
  if (focus) form.querySelector(focus)?.focus();
}

form?.addEventListener("change", (event) => {
  if (event.target.name === "q") return;
  follow(`[name="${event.target.name}"]${event.target.type === "checkbox" ? `[value="${CSS.escape(event.target.value)}"]` : ""}`);
});
