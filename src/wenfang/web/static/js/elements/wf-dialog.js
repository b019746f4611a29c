/** A button that opens the dialog beside it: <wf-dialog><button data-open>…</button><dialog>…</dialog></wf-dialog>. */
class DialogOpener extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-open]")) {
        event.preventDefault();
        dialog.showModal();
      } else if (event.target.closest("[data-close]") || event.target === dialog) {
        dialog.close();
      }
    });
  }
}

customElements.define("wf-dialog", DialogOpener);
