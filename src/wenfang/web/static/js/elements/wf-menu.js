/** Around a details menu: closes it on Escape, on a click elsewhere and when focus leaves. */
class Menu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.details.open) return;
      this.details.open = false;
      this.details.querySelector("summary").focus();
    });
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.details.open = false;
    });
    this.elsewhere = (event) => {
      if (!this.contains(event.target)) this.details.open = false;
    };
    document.addEventListener("pointerdown", this.elsewhere);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.elsewhere);
  }
}

customElements.define("wf-menu", Menu);
