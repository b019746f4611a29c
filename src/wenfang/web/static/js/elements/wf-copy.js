/** Copies the text of the element named by "for"; stays hidden where the clipboard is closed. */
class CopyButton extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    this.hidden = false;
    const button = this.querySelector("button");
    const before = button.textContent;
    button.addEventListener("click", async () => {
      const source = document.getElementById(this.getAttribute("for"));
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      button.textContent = this.getAttribute("done");
      setTimeout(() => (button.textContent = before), 2000);
    });
  }
}

customElements.define("wf-copy", CopyButton);
