/**
 * <wf-upload>: progress with a number over a plain form with a file field.
 *
 * Each file travels alone, two at a time. With `auto` the upload starts when files are dropped or
 * chosen; otherwise when the form is sent. The server answers with the row of the new document,
 * with the reason of a refusal, or with HX-Redirect. Texts come from data attributes.
 */
const LANES = 2;

class WfUpload extends HTMLElement {
  #waiting = [];
  #running = 0;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector('input[type="file"]');
    this.template = this.querySelector("template");
    if (!this.form || !this.input || !this.template) return;
    this.form.addEventListener("submit", (event) => this.#send(event));
    if (this.hasAttribute("auto")) {
      this.input.addEventListener("change", () => this.#take(this.input.files));
      this.querySelectorAll("[data-plain]").forEach((node) => { node.hidden = true; });
    }
    this.#acceptDrops();
    this.#warnBeforeLeaving();
  }

  get list() {
    return document.getElementById(this.dataset.list) ?? this;
  }

  #acceptDrops() {
    const zone = this.querySelector(".drop") ?? this.form;
    const mark = (over) => (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.toggle("drop--over", over);
    };
    zone.addEventListener("dragover", mark(true));
    zone.addEventListener("dragleave", mark(false));
    zone.addEventListener("drop", (event) => {
      mark(false)(event);
      if (this.hasAttribute("auto")) this.#take(event.dataTransfer.files);
      else this.input.files = event.dataTransfer.files;
    });
  }

  #warnBeforeLeaving() {
    addEventListener("beforeunload", (event) => {
      if (this.#running > 0) event.preventDefault();
    });
  }

  #send(event) {
    if (this.input.files.length === 0) return;
    event.preventDefault();
    this.#take(this.input.files);
  }

  #take(files) {
    for (const file of files) this.#waiting.push([file, this.#newRow(file)]);
    this.input.value = "";
    this.#next();
  }

  #next() {
    while (this.#running < LANES && this.#waiting.length > 0) {
      this.#running += 1;
      this.#upload(...this.#waiting.shift());
    }
  }

  #done() {
    this.#running -= 1;
    this.#next();
  }

  #newRow(file) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    this.list.prepend(row);
    return row;
  }

  #show(row, label, percent) {
    const bar = row.querySelector("progress");
    row.querySelector("[data-label]").textContent = label;
    row.querySelector("[data-percent]").textContent = percent === null ? "" : `${percent}%`;
    if (percent === null) bar.removeAttribute("value");
    else bar.value = percent;
  }

  #upload(file, row) {
    const limit = Number(this.dataset.max || 0);
    if (limit && file.size > limit) {
      this.#refuse(row, this.dataset.tooLarge);
      this.#done();
      return;
    }
    const body = new FormData(this.form);
    body.delete(this.input.name);
    body.append(this.input.name, file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      const percent = Math.floor((event.loaded / event.total) * 100);
      if (percent < 100) this.#show(row, this.dataset.sending, percent);
      else this.#show(row, this.dataset.storing, null);
    });
    request.addEventListener("load", () => this.#answered(request, row));
    request.addEventListener("error", () => this.#refuse(row, this.dataset.broken, [file, row]));
    request.addEventListener("loadend", () => this.#done());
    request.send(body);
  }

  #answered(request, row) {
    const signedOut = request.responseURL.includes("/accounts/login/");
    const target = signedOut ? request.responseURL : request.getResponseHeader("HX-Redirect");
    if (target) {
      this.#running = 0;
      location.assign(target);
      return;
    }
    const answer = document.createElement("template");
    answer.innerHTML = request.responseText;
    const fresh = answer.content.querySelector("[data-upload-row]");
    if (!fresh) {
      this.#refuse(row, this.dataset.broken);
      return;
    }
    row.replaceWith(fresh);
    globalThis.htmx?.process(fresh);
  }

  #refuse(row, text, again = null) {
    this.#show(row, text, 0);
    row.classList.add("is-bad");
    row.setAttribute("role", "alert");
    const retry = row.querySelector("[data-again]");
    if (!again || !retry) return;
    retry.hidden = false;
    retry.addEventListener("click", () => {
      row.remove();
      this.#take([again[0]]);
    }, { once: true });
  }
}

customElements.define("wf-upload", WfUpload);
