// <jmz-agenda filter="voor=ouders&provincie=utrecht" aantal="5">: the agenda of JMZ Pro on your own site.
// Sets no cookie, loads nothing else. What stands within the element is shown until the list is there, and when it cannot come.
// It has no style of its own: it looks as your site does. The parts: .jmz-agenda-list, -when, -title, -facts, -off, -more.
const HOME = new URL(".", import.meta.url);

class JmzAgenda extends HTMLElement {
  static observedAttributes = ["filter", "aantal"];
  #turn = 0;

  connectedCallback() {
    this.#show();
  }

  attributeChangedCallback(name, before, after) {
    if (this.isConnected && before !== null && before !== after) this.#show();
  }

  async #show() {
    const turn = ++this.#turn;
    const address = new URL("agenda.json", HOME);
    address.search = new URLSearchParams(this.getAttribute("filter") ?? "").toString();
    address.searchParams.set("aantal", this.getAttribute("aantal") ?? "5");
    let found;
    try {
      const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(await answer.text());
      found = await answer.json();
    } catch (error) {
      console.warn("jmz-agenda:", error.message);
      return;
    }
    if (turn === this.#turn) this.replaceChildren(...this.#list(found));
  }

  #list({ url, dates }) {
    const more = element("p", "more", link(url, dates.length ? "Alles in de agenda van JMZ Pro" : "Bekijk de agenda van JMZ Pro"));
    if (!dates.length) return [element("p", "empty", "Er staat nu niets in de agenda dat hierbij past."), more];
    return [element("ul", "list", ...dates.map((date) => this.#row(date))), more];
  }

  #row(date) {
    const when = element("time", "when", date.when);
    when.dateTime = date.start;
    const facts = [date.where, date.for, date.organiser].filter(Boolean).join(" · ");
    const row = element("li", "item", when, " ", element("span", "title", link(date.url, date.title)));
    if (date.cancelled) row.append(" ", element("strong", "off", "Gaat niet door"));
    if (facts) row.append(" ", element("span", "facts", facts));
    return row;
  }
}

function element(name, part, ...children) {
  const made = document.createElement(name);
  made.className = `jmz-agenda-${part}`;
  made.append(...children);
  return made;
}

function link(url, text) {
  const made = document.createElement("a");
  // Only addresses of a site, whatever came.
  made.href = /^https?:/.test(url) ? url : "#";
  made.textContent = text;
  return made;
}

if (!customElements.get("jmz-agenda")) customElements.define("jmz-agenda", JmzAgenda);
