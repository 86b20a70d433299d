// <site-search> around a search form offers what fits while somebody types: a combobox as the ARIA practices describe it. The form works
// without it. Nothing is kept, and nothing is asked before the second letter.

const SHORTEST = 2;
const PAUSE = 120; // milliseconds without a key before we ask
let made = 0;

class SiteSearch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type=search]");
    if (!this.input || this.list) return;
    this.list = this.make("ul", { id: `suggesties-${++made}`, role: "listbox", "aria-label": "Suggesties", class: "suggestions", hidden: "" });
    this.status = this.make("p", { class: "visually-hidden", role: "status" });
    this.form.append(this.list, this.status);
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off" };
    for (const [name, value] of Object.entries(said)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    // The box must not lose focus before the click has arrived.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
    this.addEventListener("toggle", (event) => event.newState === "open" && this.input.focus());
  }

  make(name, attributes, text = "") {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  }

  askSoon() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.input.value.trim();
    if (typed.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(typed), PAUSE);
  }

  async ask(typed) {
    this.asking = new AbortController();
    try {
      const address = new URL("suggesties/", this.form.action);
      address.searchParams.set("q", typed);
      const answer = await fetch(address, { signal: this.asking.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      // Without an answer the form works as it does without us.
    }
  }

  show(found) {
    if (document.activeElement !== this.input) return;
    this.options = found.map((one, number) => {
      const option = this.make("li", { role: "option", id: `${this.list.id}-${number}`, "aria-selected": "false" });
      option.dataset.address = one.url;
      option.append(this.make("span", {}, one.title), " ", this.make("span", { class: "suggestion-kind" }, one.kind));
      return option;
    });
    this.list.replaceChildren(...this.options);
    if (!found.length) this.close();
    else this.open();
    this.status.textContent = found.length ? `${found.length} ${found.length === 1 ? "suggestie" : "suggesties"}. Kies met de pijltjes.` : "";
  }

  open() {
    this.at = -1;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.askSoon();
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.go(this.options[this.at]);
    }
  }

  // Past the last comes the box itself, and then the first again.
  move(step) {
    const places = this.options.length + 1;
    this.at = ((this.at + 1 + step + places) % places) - 1;
    this.options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.at)));
    const chosen = this.options[this.at];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  go(option) {
    if (option) location.assign(option.dataset.address);
  }
}

customElements.define("site-search", SiteSearch);
