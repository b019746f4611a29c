/**
 * The words of a page that lies further down: fetched when the page is about to be seen.
 * Until then, and where nothing comes, the picture stands alone.
 */
class Layer extends HTMLElement {
  connectedCallback() {
    this.watch = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && this.fetch(), { rootMargin: "50%" });
    this.watch.observe(this.parentElement);
  }

  disconnectedCallback() {
    this.watch.disconnect();
  }

  async fetch() {
    this.watch.disconnect();
    const answer = await fetch(this.dataset.from).catch(() => null);
    if (answer?.ok) this.outerHTML = await answer.text();
  }
}

customElements.define("wf-layer", Layer);
