/** The switch between light and dark; the choice is a cookie, so the server paints the right one. */
const COOKIE = "wenfang_theme";

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.choose(this.isDark() ? "light" : "dark"));
    this.show();
  }

  isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  choose(theme) {
    document.documentElement.dataset.theme = theme;
    document.cookie = `${COOKIE}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
    for (const other of document.querySelectorAll("wf-theme")) other.show?.();
  }

  show() {
    const dark = this.isDark();
    const label = this.button.querySelector("span");
    label.textContent = dark ? this.button.dataset.light : this.button.dataset.dark;
    const use = this.button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, dark ? "#sun" : "#moon"));
  }
}

customElements.define("wf-theme", ThemeSwitch);
