// La sala: una diapositiva alla volta, a tutto schermo. Tutte sono già qui: passare alla prossima non chiede nulla al server,
// e se il collegamento cade l'ultima immagine resta, e lo dice.

import { element } from "./dom.js";
import { Question } from "./question.js";

const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const PULSE_MILLISECONDS = 4000, DIGITS_MILLISECONDS = 900, BETWEEN_MILLISECONDS = 60;
const UPRIGHT = matchMedia("screen and (orientation: portrait)"), PAPER = new CSSStyleSheet();
const AROUND = "[data-testid=stHeader], .st-key-heading, [data-testid=stHeading], .udp-closing { display: none !important; } [data-testid=stVerticalBlock] { gap: 0 !important; }";

export default function sala({ data, parentElement }) {
  const kept = parentElement.udpSala;
  if (kept?.digest === data.digest) return;
  // A chi sta movendo una leva non si toglie di mano: le diapositive nuove arrivano quando ha finito.
  if (kept?.question && kept.guiding) { kept.later = () => sala({ data, parentElement }); return; }
  kept?.end();
  parentElement.udpSala = new Sala(parentElement, data, kept);
}

class Sala {
  /** `before`: la stessa sala con le diapositive di prima. Chi conduceva o si muoveva da sé continua, e non mostra nulla di suo. */
  constructor(parent, data, before) {
    this.data = data;
    this.words = data.words;
    this.digest = data.digest;
    this.root = element("section", { className: "sala", tabIndex: -1, ariaLabel: this.words.title });
    this.stage = element("div", { className: "stage" });
    this.slides = data.slides.map((slide) => this.draw(slide));
    this.rows = new Map();
    this.stage.append(...this.slides);
    this.alarm = element("p", { className: "alarm", role: "alert", hidden: true, textContent: this.words.lost });
    this.help = this.drawHelp();
    this.black = element("div", { className: "black", hidden: true });
    this.notice = element("p", { className: "notice", role: "status", hidden: true });
    this.root.append(this.alarm, this.notice, this.stage, this.drawFoot(), this.help, this.black);
    parent.querySelector(".sala")?.remove();
    parent.append(this.root);
    this.onKey = (event) => this.press(event);
    this.onSize = () => this.fit();
    this.onPaper = () => this.lay();
    document.addEventListener("keydown", this.onKey, true);
    window.addEventListener("resize", this.onSize);
    window.addEventListener("beforeprint", this.onPaper);
    // Lo stile e i caratteri possono arrivare dopo le parole: allora le righe che ci stanno si contano di nuovo.
    this.sized = new ResizeObserver(this.onSize);
    this.sized.observe(this.stage);
    document.fonts.ready.then(this.onSize);
    this.pulse = setInterval(() => this.listen(), PULSE_MILLISECONDS);
    this.typed = "";
    this.question = null;
    this.number = 0;
    this.recalled = null;
    this.free = before?.free ?? false;
    this.guiding = before ? before.guiding : Boolean(data.wall?.guides);
    this.opens = !before;
    this.show(this.remembered());
    this.follow();
    this.root.focus({ preventScroll: true });
  }

  end() {
    document.removeEventListener("keydown", this.onKey, true);
    window.removeEventListener("resize", this.onSize);
    window.removeEventListener("beforeprint", this.onPaper);
    this.sized.disconnect();
    clearInterval(this.pulse);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== PAPER);
    this.stream?.close();
  }

  /** Il muro segue chi conduce: ogni diapositiva mostrata arriva da qui; se il collegamento cade il browser ritenta da sé. */
  follow() {
    if (!this.data.wall) return;
    this.stream = new EventSource(this.data.wall.address);
    this.stream.onmessage = (event) => this.told(JSON.parse(event.data));
    if (this.guiding && this.opens && this.data.start) this.tell();
    this.sayGuide();
  }

  told(shown) {
    if (this.recalled !== null && shown.recalled > this.recalled) this.free = false;
    this.recalled = shown.recalled;
    if (shown.number < this.number) return;
    const own = this.guiding && shown.number === this.number;
    this.number = shown.number;
    this.wanted = shown;
    if (!this.free && !this.telling && !own) this.obey();
    this.sayGuide();
  }

  obey() {
    const place = this.data.slides.findIndex((slide) => slide.name === this.wanted?.slide);
    if (place < 0) return;
    if (place !== this.at) this.show(place);
    this.black.hidden = !this.wanted.dark;
    this.pose(this.wanted.question);
  }

  /** E: la domanda sul muro, con il modello dello scenario che si vede, o del fondo. */
  ask() {
    if (this.question) { this.question.seek(); return; }
    const name = this.data.slides[this.at].scenario;
    const asked = this.putQuestion(name in this.data.questions ? name : "");
    if (!asked) return;
    asked.guided(true);
    asked.seek();
    this.moved();
  }

  /** La domanda che chi conduce ha posto, con le leve dove le ha messe; o nessuna. */
  pose(told) {
    if (!told) { this.putAway(); return; }
    const asked = this.question?.name === told.name ? this.question : this.putQuestion(told.name);
    asked?.take(told.levers);
    asked?.guided(this.guiding);
  }

  putQuestion(name) {
    const made = this.data.questions[name];
    if (!made) return null;
    this.putAway();
    this.question = new Question(name, made, this.data.questionWords, () => this.moved());
    this.stage.append(this.question.root);
    this.slides[this.at].hidden = true;
    this.code.textContent = "";
    return this.question;
  }

  putAway() {
    if (!this.question) return;
    this.question.root.remove();
    this.question = null;
    if (this.later) setTimeout(this.later);
    this.later = null;
    this.show(this.at);
    this.root.focus({ preventScroll: true });
  }

  /** Chi conduce mostra a tutti; chi guarda e si muove da sé non segue più, finché non è richiamato. */
  moved() {
    if (!this.data.wall) return;
    if (this.guiding) this.tell();
    else { this.free = true; this.sayGuide(); }
  }

  /** Una richiesta alla volta, e poi l'ultima: chi preme in fretta arriva dove voleva. */
  async tell(recall = false) {
    this.again = { recall: recall || this.again?.recall };
    if (this.telling) return;
    this.telling = true;
    while (this.again) {
      const { recall: back } = this.again, slide = this.data.slides[this.at];
      this.again = null;
      const question = this.question?.state() ?? null;
      const body = JSON.stringify({ slide: slide.name, item: slide.item ?? 0, dark: !this.black.hidden, recall: Boolean(back), question });
      try {
        const answer = await fetch(this.data.wall.address, { method: "POST", body, signal: AbortSignal.timeout(PULSE_MILLISECONDS) });
        if (answer.ok) this.number = (await answer.json()).number;
        else { this.guiding = false; this.free = true; }
      } catch { /* Lo dice già l'avviso del collegamento: al prossimo gesto si riprova. */ }
      if (this.again) await new Promise((done) => setTimeout(done, BETWEEN_MILLISECONDS));
    }
    this.telling = false;
    this.sayGuide();
  }

  sayGuide() {
    if (!this.data.wall) return;
    const which = this.guiding ? "guides" : this.data.wall.guides ? "apart" : this.free ? "free" : "follows";
    this.guide.textContent = this.words[which];
  }

  /** G: chi può condurre smette e riprende. R: chi conduce richiama tutti, chi guarda torna a seguire. */
  toggleGuide() {
    if (!this.data.wall?.guides) return;
    this.guiding = !this.guiding;
    this.question?.guided(true);
    this.free = !this.guiding;
    if (this.guiding) this.tell();
    this.sayGuide();
  }

  back() {
    if (!this.data.wall) return;
    if (this.guiding) { this.tell(true); return; }
    this.free = false;
    this.obey();
    this.sayGuide();
  }

  /** Dove si era, se la pagina è ricaricata o le diapositive sono cambiate; altrimenti dove è stato chiesto di cominciare. */
  remembered() {
    const names = this.data.slides.map((slide) => slide.name);
    const kept = names.indexOf(decodeURIComponent(location.hash.slice(1)));
    return kept >= 0 ? kept : Math.max(0, names.indexOf(this.data.start));
  }

  draw(slide) {
    const head = element("header", {}, [element("h1", {}, unbroken(slide.title)), ...(slide.subtitle ? [element("p", { className: "subtitle", textContent: slide.subtitle })] : [])]);
    if (slide.light) head.prepend(element("span", { className: "light", textContent: slide.light.words, style: `color:${slide.light.ink};background:${slide.light.background}` }));
    if (slide.reason) head.append(element("p", { className: "reason", textContent: slide.reason }));
    const parts = [head];
    if (slide.figures.length) parts.push(element("div", { className: "figures" }, slide.figures.map((one) => this.figure(one))));
    if (slide.svg) parts.push(slide.place ? this.placed(slide) : this.picture(slide));
    if (slide.table) parts.push(this.table(slide.table));
    if (slide.lines.length) parts.push(element("div", { className: "lines" }, slide.lines.map((line) => this.line(line))));
    return element("article", { className: this.look(slide), hidden: true }, parts);
  }

  /** Solo parole, solo cifre e parole, o anche un disegno o una tabella: quanto posto c'è per ognuna. */
  look(slide) {
    if (slide.svg || slide.table) return "slide";
    return slide.figures.length ? "slide figured" : "slide lead";
  }

  line(words) {
    const line = element("p", { textContent: words });
    line.dataset.whole = words;
    return line;
  }

  figure(one) {
    const light = one.light ? [element("span", { className: "light", textContent: one.light.words, style: `color:${one.light.ink};background:${one.light.background}` })] : [];
    const note = one.note ? [element("p", { className: "note", textContent: one.note })] : [];
    return element("div", { className: "figure" }, [element("p", { className: "label", textContent: one.label }), element("p", { className: "value", textContent: one.value }), ...light, ...note]);
  }

  /** Lo stesso disegno nelle sue due forme: quale si vede lo dice lo schermo. */
  picture(slide) {
    const drawn = [this.drawn(slide.svg)];
    if (slide.squarer) {
      drawn.push(this.drawn(slide.squarer));
      drawn[1].setAttribute("class", "squarer");
    }
    const picture = element("div", { className: "picture", role: "img", ariaLabel: slide.alt }, drawn);
    return slide.unit ? element("div", { className: "pictured" }, [element("p", { className: "unit", textContent: slide.unit }), picture]) : picture;
  }

  drawn(text) {
    const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    drawn.setAttribute("aria-hidden", "true");
    return drawn;
  }

  /** Dov'è il luogo di cui si parla, accanto al disegno delle sue cifre. */
  placed(slide) {
    const where = this.picture({ svg: slide.place.svg, alt: slide.place.words, unit: slide.place.words });
    return element("div", { className: "beside" }, [where, this.picture(slide)]);
  }

  table(found) {
    const cell = (name) => (words, place) => {
      if (/^[●◆▲○–] /.test(words)) return element(name, { className: "lit" }, [this.chip(words)]);
      return element(name, { textContent: words, className: found.numbers[place] ? "number" : "" });
    };
    const head = element("thead", {}, [element("tr", {}, found.heads.map(cell("th")))]);
    const body = element("tbody", {}, found.rows.map((row) => element("tr", {}, row.map(cell("td")))));
    return element("div", { className: "tabled" }, [element("table", { ariaLabel: found.title }, [head, body]), element("p", { className: "more", hidden: true })]);
  }

  chip(words) {
    const look = this.data.lights[words[0]];
    const style = look ? `color:${look.ink};background:${look.background}` : "";
    return element("span", { className: "light", textContent: words, style });
  }

  drawFoot() {
    const button = (words, label, work) => { const one = element("button", { type: "button", textContent: words, ariaLabel: label }); one.addEventListener("click", work); return one; };
    this.place = element("span", { className: "place" });
    this.code = element("span", { className: "code" });
    const stamp = element("span", { className: "stamp", textContent: this.data.foot });
    const demo = this.data.demo ? [element("span", { className: "demo", textContent: this.words.demo })] : [];
    const steps = element("span", { className: "steps" }, [button("‹", this.words.back, () => this.step(-1)), this.place, button("›", this.words.next, () => this.step(1))]);
    this.guide = element("span", { className: "guide" });
    return element("footer", {}, [...demo, stamp, ...(this.data.wall ? [this.guide] : []), this.code, steps]);
  }

  drawHelp() {
    const rows = this.words.keys.map(([key, does]) => element("tr", {}, [element("th", { textContent: key }), element("td", { textContent: does })]));
    return element("div", { className: "help", role: "dialog", ariaLabel: this.words.help, hidden: true }, [element("h2", { textContent: this.words.help }), element("table", {}, [element("tbody", {}, rows)])]);
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (isOwn(event.composedPath()[0], event.key)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!this.act(key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  act(key) {
    if (key === "Enter" && this.typed) return this.open();
    if (/^\d$/.test(key)) return this.digit(key);
    if (NEXT.includes(key)) return this.step(1);
    if (BACK.includes(key)) return this.step(-1);
    const deeds = { Home: () => this.go(0), End: () => this.go(this.slides.length - 1), g: () => this.toggleGuide(), r: () => this.back(), e: () => this.ask(), "/": () => this.ask(), f: () => this.full(), F5: () => this.full(), b: () => this.dark(), ".": () => this.dark(), "?": () => this.toggleHelp(), Escape: () => this.leave(), l: () => this.live() };
    if (!(key in deeds)) return false;
    deeds[key]();
    return true;
  }

  digit(key) {
    clearTimeout(this.waiting);
    this.typed += key;
    if (this.data.items <= 9) return this.open();
    this.waiting = setTimeout(() => this.open(), DIGITS_MILLISECONDS);
    return true;
  }

  open() {
    clearTimeout(this.waiting);
    const place = this.data.slides.findIndex((slide) => slide.item === Number(this.typed));
    this.typed = "";
    if (place >= 0) this.go(place);
    return true;
  }

  step(by) {
    if (!this.black.hidden) { this.dark(); return true; }
    this.go(Math.min(this.slides.length - 1, Math.max(0, this.at + by)));
    return true;
  }

  go(place) {
    this.putAway();
    this.show(place);
    this.moved();
  }

  show(place) {
    if (!this.slides.length) return;
    this.help.hidden = true;
    this.slides.forEach((slide, number) => { slide.hidden = number !== place; });
    this.at = place;
    this.place.textContent = `${place + 1} / ${this.slides.length}`;
    this.code.textContent = this.data.slides[place].code ?? "";
    this.sayNotice(this.data.slides[place].item);
    history.replaceState(history.state, "", `#${encodeURIComponent(this.data.slides[place].name)}`);
    this.fit();
  }

  /** La seduta sospesa si dice sempre; il numero legale che manca, al suo punto. */
  sayNotice(item) {
    const words = this.data.notices[""] ?? this.data.notices[item] ?? "";
    this.notice.hidden = !words;
    this.notice.textContent = words && `▲ ${words}`;
  }

  /** Nulla sotto il bordo, e nulla di taciuto: di una tabella si dice quante righe si vedono e quante sono. */
  fit() {
    if (this.slides[this.at] && !this.question) this.fitOne(this.at);
  }

  /** Di un elenco in più diapositive ciò che una non tiene passa in testa alla seguente: tra due nessuna riga va perduta. */
  fitOne(place) {
    let at = place;
    while (at > 0 && this.data.slides[at].table?.first > 1) at -= 1;
    for (let over = []; at <= place; at += 1) {
      const slide = this.slides[at], { hidden } = slide;
      slide.hidden = false;
      over = this.fitSlide(at, over);
      slide.hidden = hidden;
    }
  }

  /** In piedi si scorre: niente si taglia, e la tastiera arriva a ciò che scorre. Dice le righe che non ci stanno. */
  fitSlide(place, before) {
    const slide = this.slides[place], { table } = this.data.slides[place];
    this.unfold(slide, before);
    for (const one of [slide, ...slide.querySelectorAll(".picture, .tabled")]) one.tabIndex = UPRIGHT.matches ? 0 : -1;
    const rows = this.fitRows(slide, table, (table?.first ?? 1) - before.length);
    this.fitLines(slide);
    return rows.filter((row) => row.hidden);
  }

  /** Si stampano tutte, su fogli grandi come lo schermo: ciò che sta sul muro sta sul foglio. */
  lay() {
    this.root.style.setProperty("--stage", `${this.stage.clientHeight}px`);
    PAPER.replaceSync(`@page { size: ${innerWidth}px ${innerHeight}px; margin: 0; } @media print { ${AROUND} }`);
    if (!document.adoptedStyleSheets.includes(PAPER)) document.adoptedStyleSheets.push(PAPER);
    this.slides.forEach((slide, place) => {
      slide.hidden = false;
      this.fitOne(place);
      slide.hidden = place !== this.at || Boolean(this.question);
    });
  }

  unfold(slide, before) {
    slide.classList.remove("dense", "roomy");
    const body = slide.querySelector("tbody");
    if (body && !this.rows.has(slide)) this.rows.set(slide, [...body.children]);
    body?.replaceChildren(...before, ...this.rows.get(slide));
    for (const row of body?.children ?? []) row.hidden = false;
    for (const line of slide.querySelectorAll(".lines p")) line.textContent = line.dataset.whole;
  }

  /** Una tabella sola e corta si scrive più grande, se ci sta tutta. */
  grow(slide) {
    if (slide.children.length !== 2 || !slide.querySelector(".tabled")) return;
    slide.classList.add("roomy");
    if (overflows(slide)) slide.classList.remove("roomy");
  }

  fitRows(slide, found, first) {
    const more = slide.querySelector(".more");
    const rows = [...slide.querySelectorAll("tbody tr")];
    let shown = rows.length;
    const tell = () => {
      more.hidden = shown === found.of;
      const words = first === 1 ? this.words.shown : this.words.part;
      more.textContent = words.replace("{n}", String(shown)).replace("{first}", String(first)).replace("{last}", String(first + shown - 1)).replace("{of}", String(found.of));
    };
    if (more && found) tell();
    this.grow(slide);
    while (more && found && overflows(slide) && shown > 1) {
      shown -= 1;
      rows[shown].hidden = true;
      tell();
    }
    return rows;
  }

  /** Un testo più lungo dello schermo: prima più fitto, poi tagliato a una parola, dicendo dove continua. */
  fitLines(slide) {
    if (!overflows(slide)) return;
    slide.classList.add("dense");
    const lines = [...slide.querySelectorAll(".lines p")];
    for (const line of lines.reverse()) {
      if (!overflows(slide)) return;
      this.cut(slide, line);
    }
  }

  cut(slide, line) {
    const words = line.dataset.whole.split(" ");
    let least = 0, most = words.length;
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      line.textContent = `${words.slice(0, middle).join(" ")} ${this.words.rest}`;
      if (overflows(slide)) most = middle - 1; else least = middle;
    }
    line.textContent = `${words.slice(0, least).join(" ")} ${this.words.rest}`.trim();
  }

  dark() { this.black.hidden = !this.black.hidden; this.moved(); }

  toggleHelp() { this.help.hidden = !this.help.hidden; }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  leave() {
    if (!this.help.hidden) { this.help.hidden = true; return; }
    if (!this.black.hidden) { this.dark(); return; }
    if (this.question) { this.putAway(); this.moved(); return; }
    if (document.fullscreenElement) { document.exitFullscreen(); return; }
    location.assign(this.data.slides[this.at]?.exit ?? ".");
  }

  live() {
    const { screen } = this.data.slides[this.at];
    if (screen) location.assign(screen);
  }

  async listen() {
    let here = false;
    try {
      here = (await fetch(this.data.pulse, { cache: "no-store", signal: AbortSignal.timeout(PULSE_MILLISECONDS) })).ok;
    } catch { here = false; }
    if (this.alarm.hidden === here) return;
    this.alarm.hidden = here;
    this.fit();
  }
}

/** «0-3» non va a capo in mezzo. */
function unbroken(words) {
  return words.split(/(\d+-\d+)/).map((part, place) => (place % 2 ? element("span", { className: "whole", textContent: part }) : part));
}

/** Dove si scrive o si tira i tasti sono suoi; di un pulsante già premuto, solo quelli che lo premono di nuovo. */
function isOwn(one, key) {
  if (key === "Escape") return false;
  const presses = key === "Enter" || key === " " || Boolean(one?.closest?.(".question"));
  return ["INPUT", "SELECT"].includes(one?.tagName) || (one?.tagName === "BUTTON" && presses);
}

/** Quanto è scritto esce dalla diapositiva? (I rettangoli: l'altezza che scorre conta anche il vuoto sopra le lettere.) */
function overflows(slide) {
  if (UPRIGHT.matches) return false;
  const edge = slide.getBoundingClientRect();
  const first = slide.firstElementChild.getBoundingClientRect(), last = slide.lastElementChild.getBoundingClientRect();
  return last.bottom > edge.bottom + 1 || first.top < edge.top - 1;
}
