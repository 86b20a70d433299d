/* While somebody types a question: what is already answered. Without this script the next step shows the same. */
const PAUSE = 900; // ms without a key before we ask

class QuestionSuggestions extends HTMLElement {
  #timer = 0;
  #asked = "";
  #running = null;

  connectedCallback() {
    this.setAttribute("aria-live", "polite");
    this.form = this.closest("form");
    this.form?.addEventListener("input", this.#later);
    this.#later();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.form?.removeEventListener("input", this.#later);
  }

  #later = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  };

  async #ask() {
    const words = new URLSearchParams({ title: this.form.elements.title.value, text: this.form.elements.text.value });
    if (words.toString() === this.#asked || !this.form.elements.title.value.trim()) return;
    this.#running?.abort();
    this.#running = new AbortController();
    try {
      const answer = await fetch(this.getAttribute("action"), { method: "POST", body: words, headers: { "HX-Request": "true" }, signal: this.#running.signal });
      if (!answer.ok || answer.redirected) return;
      this.innerHTML = await answer.text();
      this.#asked = words.toString();
    } catch {
      /* Offline, or a newer question is on its way: the next step shows it anyway. */
    }
  }
}

customElements.define("question-suggestions", QuestionSuggestions);
