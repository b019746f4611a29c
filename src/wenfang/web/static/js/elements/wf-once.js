/**
 * <wf-once>: the form inside is sent one time; further presses of its button wait for the answer.
 *
 * Only a courtesy: the hidden key in the form is what makes two requests one order.
 */
class WfOnce extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => this.#sent(event, form));
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.#release(form);
    });
  }

  #sent(event, form) {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = form.querySelector('button[type="submit"]');
    button.setAttribute("aria-disabled", "true");
    button.dataset.text = button.textContent;
    if (button.dataset.busy) button.textContent = button.dataset.busy;
  }

  #release(form) {
    delete form.dataset.sent;
    const button = form.querySelector('button[type="submit"]');
    button.removeAttribute("aria-disabled");
    if (button.dataset.text) button.textContent = button.dataset.text;
  }
}

customElements.define("wf-once", WfOnce);
