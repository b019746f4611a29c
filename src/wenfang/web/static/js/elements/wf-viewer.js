/**
 * The preview: counts pages, turns them by key, button and thumbnail, zooms and fills the screen.
 * The server's HTML is a plain column of images; swiping is the browser's own scroll snapping.
 */
const ZOOMS = [1, 1.25, 1.5, 2, 3];
const KEYS = {
  ArrowLeft: "previous", ArrowRight: "next", PageUp: "previous", PageDown: "next",
  Home: "first", End: "last", "+": "larger", "=": "larger", "-": "smaller", f: "full", Escape: "leave",
};

class Viewer extends HTMLElement {
  connectedCallback() {
    this.strip = this.querySelector(".viewer__pages");
    this.leaves = [...this.strip.children];
    this.thumbs = [...this.querySelectorAll(".viewer__rail a")];
    this.now = 0;
    this.zoom = 0;
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("dblclick", (event) => this.doubled(event));
    document.addEventListener("keydown", (this.onKey = (event) => this.pressed(event)));
    document.addEventListener("fullscreenchange", (this.onFull = () => this.settle()));
    this.watch = new IntersectionObserver((seen) => this.saw(seen), { threshold: [0, 0.25, 0.5, 0.75, 1] });
    this.visible = new Map();
    for (const leaf of this.leaves) this.watch.observe(leaf);
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.watch.disconnect();
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("fullscreenchange", this.onFull);
  }

  get isFull() { return this.classList.contains("viewer--full"); }
  get isStrip() { return getComputedStyle(this.strip).flexDirection === "row"; }

  saw(entries) {
    for (const entry of entries) this.visible.set(entry.target, entry.intersectionRect.height * entry.intersectionRect.width);
    const best = this.leaves.reduce((a, b) => ((this.visible.get(b) ?? 0) > (this.visible.get(a) ?? 0) ? b : a));
    if (this.visible.get(best)) this.show(this.leaves.indexOf(best));
  }

  show(index) {
    if (index === this.now) return;
    this.now = index;
    this.querySelector("[data-now]").textContent = index + 1;
    this.thumbs.forEach((thumb, at) => {
      if (at === index) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
  }

  go(index) {
    const leaf = this.leaves[Math.max(0, Math.min(index, this.leaves.length - 1))];
    if (this.isStrip) this.strip.scrollTo({ left: leaf.offsetLeft - this.strip.offsetLeft, behavior: "smooth" });
    else leaf.scrollIntoView({ behavior: "smooth", block: "start" });
  }

  clicked(event) {
    const button = event.target.closest("[data-do]");
    const thumb = event.target.closest(".viewer__rail a");
    if (button) this.act(button.dataset.do);
    if (!thumb) return;
    event.preventDefault();
    this.go(this.thumbs.indexOf(thumb));
  }

  doubled(event) {
    // On a word a double click marks the word.
    if (event.target.matches(".viewer__leaf img, .viewer__text")) this.scale(this.zoom ? 0 : ZOOMS.indexOf(2));
  }

  pressed(event) {
    const action = KEYS[event.key];
    const inside = this.isFull || this.contains(document.activeElement);
    const marks = event.shiftKey && event.key.length > 1;
    if (!action || marks || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = document.activeElement.closest?.("input, textarea, select, [contenteditable]");
    const turns = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (typing || !(inside || (turns && document.activeElement === document.body))) return;
    if (action === "leave" && !this.isFull) return;
    event.preventDefault();
    this.act(action);
  }

  act(action) {
    const moves = { previous: this.now - 1, next: this.now + 1, first: 0, last: this.leaves.length - 1 };
    if (action in moves) this.go(moves[action]);
    else if (action === "larger") this.scale(this.zoom + 1);
    else if (action === "smaller") this.scale(this.zoom - 1);
    else if (action === "rail") this.rail();
    else if (action === "full") this.full(!this.isFull);
    else if (action === "leave") this.full(false);
  }

  scale(step) {
    this.zoom = Math.max(0, Math.min(step, ZOOMS.length - 1));
    const factor = ZOOMS[this.zoom];
    this.keepingPlace(() => this.style.setProperty("--zoom", factor));
    this.querySelector("[data-zoom]").textContent = `${Math.round(factor * 100)}%`;
    // Only who zooms in pays for the large image.
    if (factor > 1 || this.isFull) for (const image of this.strip.querySelectorAll("img")) image.sizes = "1440px";
  }

  /** What is in the middle of the window stays there while the pages change size. */
  keepingPlace(change) {
    const leaf = this.leaves[this.now];
    const middle = innerHeight / 2;
    const before = leaf.getBoundingClientRect();
    change();
    const after = leaf.getBoundingClientRect();
    if (this.isStrip) return;
    this.strip.scrollLeft = (this.strip.scrollWidth - this.strip.clientWidth) / 2;
    scrollBy(0, after.top + ((middle - before.top) / before.height) * after.height - middle);
  }

  rail() {
    const off = this.dataset.rail === "off";
    this.dataset.rail = off ? "on" : "off";
    this.querySelector('[data-do="rail"]').setAttribute("aria-pressed", String(off));
  }

  async full(wanted) {
    const kept = this.now;
    this.classList.toggle("viewer--full", wanted);
    document.documentElement.classList.toggle("is-locked", wanted);
    this.querySelector('[data-do="full"]').setAttribute("aria-pressed", String(wanted));
    this.scale(0);
    if (wanted && this.requestFullscreen) await this.requestFullscreen().catch(() => {});
    if (!wanted && document.fullscreenElement) await document.exitFullscreen();
    const leaf = this.leaves[kept];
    if (this.isStrip) this.strip.scrollTo({ left: leaf.offsetLeft - this.strip.offsetLeft, behavior: "instant" });
    else leaf.scrollIntoView({ behavior: "instant", block: "start" });
  }

  settle() {
    if (!document.fullscreenElement && this.isFull) this.full(false);
  }
}

customElements.define("wf-viewer", Viewer);
