// <draft-keeper data-name="vraag"> around a form keeps what is typed in this tab of this browser only, and puts it back after an error, a
// login or the back button. It never sends anything. A page that thanks for the sent form clears it: <draft-keeper data-name="vraag" data-sent>;
// the page after logging out clears all of them: <draft-keeper data-forget-all>.

const PREFIX = "concept:";
const KEPT = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=search])";

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    if (this.hasAttribute("data-forget-all")) return this.forgetAll();
    this.key = PREFIX + (this.dataset.name || this.getAttribute("name") || location.pathname);
    if (this.hasAttribute("data-sent") || this.hasAttribute("sent")) return this.forget();
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.restore();
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("change", () => this.keep());
  }

  fields() {
    return [...this.form.querySelectorAll(KEPT)].filter((field) => field.name);
  }

  keep() {
    const values = this.fields().map((field) =>
      field.type === "checkbox" || field.type === "radio" ? [field.name, field.value, field.checked] : [field.name, null, field.value],
    );
    try {
      sessionStorage.setItem(this.key, JSON.stringify(values));
      this.say("Wat je typt, blijft bewaard in dit tabblad. Pas als je verstuurt, gaat het naar ons.", false);
    } catch {
      // A browser that keeps nothing: the form works as without us.
    }
  }

  restore() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!Array.isArray(kept)) return;
    // What the server sent back (after an error) is newer than what we kept.
    if (this.fields().some((field) => field.matches("textarea, input[type=text]") && field.value.trim())) return;
    let changed = false;
    for (const [name, value, state] of kept) {
      for (const field of this.fields().filter((found) => found.name === name)) {
        if (value === null) {
          changed ||= Boolean(state) && field.value !== state;
          field.value = state;
        } else if (field.value === value) field.checked = state;
      }
    }
    if (changed) this.say("We hebben teruggezet wat je eerder typte. Dat stond alleen in dit tabblad.", true);
  }

  say(text, offerToForget) {
    this.note ??= this.makeNote();
    this.note.firstChild.textContent = text;
    this.note.lastChild.hidden = !offerToForget;
  }

  makeNote() {
    const note = document.createElement("p");
    note.className = "draft-note";
    note.setAttribute("role", "status");
    const forget = document.createElement("button");
    forget.type = "button";
    forget.className = "button as-link small";
    forget.textContent = "Wis dit";
    forget.addEventListener("click", () => {
      this.forget();
      this.form.reset();
      this.say("Gewist.", false);
    });
    note.append(document.createElement("span"), " ", forget);
    this.form.append(note);
    return note;
  }

  forgetAll() {
    try {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }
}

customElements.define("draft-keeper", DraftKeeper);
