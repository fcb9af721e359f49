// La domanda sul muro: al più tre leve, una cifra, chi paga, che cosa ne segue, le regole che si rompono.
// Chi conduce muove; gli altri muri ricevono dove stanno le leve e ridisegnano con lo stesso modello.

import { element } from "./dom.js";
import { ends, evaluate, furthest, prepared, snapped, understood } from "./model.js";
import { answersTo, consequences, newlyBroken, payers, ruled, stopped, whyNot } from "./saying.js";
import { euro, number } from "./words.js";

export const MOST_LEVERS = 3;
const MOST_RULES = 2, MOST_OFFERED = 6;

export class Question {
  /** `made`: modello, titolo e partenza; `moved()` è chiamata a ogni gesto di chi conduce. */
  constructor(name, made, words, moved) {
    this.name = name;
    this.words = words;
    this.moved = moved;
    this.model = prepared(made.model);
    this.base = { values: Float64Array.from(made.values), months: Int8Array.from(made.months) };
    this.first = made.model.first ?? 1;
    this.widest = 1;
    this.rows = [];
    this.root = element("article", { className: "slide question" }, [this.drawHead(made), this.drawAnswer(), this.drawHeld()]);
    this.begin(made.chosen);
  }

  /** Si comincia dalle leve già mosse dello scenario; quelle oltre la terza restano dove sono. */
  begin(codes) {
    this.values = Float64Array.from(this.base.values);
    this.months = Int8Array.from(this.base.months);
    this.hold(codes.slice(0, MOST_LEVERS).map((code) => this.model.levers.findIndex((lever) => lever.code === code)));
    this.draw();
  }

  /** Dove stanno le leve scelte: ciò che va agli altri muri. */
  state() {
    const levers = this.rows.map(({ place }) => [this.model.levers[place].code, this.values[place], this.months[place]]);
    return { name: this.name, levers };
  }

  /** Dove le ha messe chi conduce. */
  take(levers) {
    this.values = Float64Array.from(this.base.values);
    this.months = Int8Array.from(this.base.months);
    const places = levers.map(([code]) => this.model.levers.findIndex((lever) => lever.code === code));
    levers.forEach(([, value, month], at) => {
      if (places[at] < 0) return;
      this.values[places[at]] = value;
      this.months[places[at]] = month;
    });
    const known = places.filter((place) => place >= 0);
    if (known.join() !== this.rows.map((row) => row.place).join()) this.hold(known);
    this.draw();
  }

  /** Chi non conduce vede le leve e non le muove. */
  guided(guiding) {
    this.guiding = guiding;
    this.root.classList.toggle("watched", !guiding);
    for (const one of this.root.querySelectorAll("input, select, button")) one.disabled = !guiding;
    this.full();
  }

  drawHead(made) {
    this.unverified = element("span", { textContent: ` · ${this.words.unverified}`, hidden: true });
    const subtitle = element("p", { className: "subtitle" }, [made.note, this.unverified]);
    return element("header", {}, [element("h1", { textContent: made.title }), subtitle]);
  }

  drawAnswer() {
    this.cost = element("output", { className: "value" });
    this.residue = element("p", { className: "note" });
    const figure = element("div", { className: "figure" }, [element("p", { className: "label", textContent: this.words.cost }), this.cost, this.residue]);
    this.paid = payers(this.model, evaluate(this.model, this.base.values, this.base.months)).map(([payer]) => payer);
    this.bars = [this.words.ours, ...this.paid].map((payer) => this.bar(payer));
    const paid = element("div", { className: "paid", role: "group", ariaLabel: this.words.whoPays }, [element("p", { className: "label", textContent: this.words.whoPays }), ...this.bars.map((one) => one.whole)]);
    this.people = element("p", { className: "people" });
    this.broken = element("ul", { className: "broken" });
    return element("div", { className: "answer" }, [figure, paid, this.people, this.broken]);
  }

  bar(payer) {
    const fill = element("i"), said = element("span", { className: "said" });
    const whole = element("div", { className: "payer" }, [element("span", { className: "who", textContent: payer }), element("span", { className: "track" }, [fill]), said]);
    return { whole, fill, said };
  }

  drawHeld() {
    this.held = element("div", { className: "held" });
    this.search = element("input", { type: "search", placeholder: this.words.search, ariaLabel: this.words.search, autocomplete: "off" });
    this.search.addEventListener("input", () => this.offer());
    this.search.addEventListener("keydown", (event) => { if (event.key === "Enter") this.chooseFirst(); });
    this.offered = element("div", { className: "offered" });
    this.sought = element("div", { className: "sought" }, [this.search, this.offered]);
    return element("div", { className: "moving" }, [this.held, this.sought]);
  }

  hold(places) {
    this.rows = places.filter((place) => place >= 0).map((place) => this.row(place));
    this.held.replaceChildren(...this.rows.map((row) => row.whole));
    this.guided(this.guiding ?? false);
  }

  row(place) {
    const lever = this.model.levers[place];
    const box = element("input", { type: "text", className: "box", autocomplete: "off", ariaLabel: lever.name });
    const slider = element("input", { type: "range", ...ends(lever), ariaLabel: lever.name });
    const month = element("select", { ariaLabel: `${lever.name}: ${this.words.from}`, hidden: !lever.monthly });
    this.words.fromShort.forEach((said, at) => month.append(element("option", { value: String(at + 1), textContent: said, disabled: at + 1 < this.first })));
    const drop = element("button", { type: "button", textContent: "×", ariaLabel: `${this.words.drop}: ${lever.name}` });
    const wrong = element("p", { className: "wrong", role: "alert", hidden: true });
    box.addEventListener("change", () => this.typed(place, box, wrong));
    box.addEventListener("focus", () => box.select());
    slider.addEventListener("input", () => this.pull(place, snapped(lever, Number(slider.value)), wrong));
    month.addEventListener("input", () => { this.months[place] = Number(month.value); this.pull(place, this.values[place], wrong); });
    drop.addEventListener("click", () => this.drop(place));
    const unit = element("span", { className: "unit", textContent: lever.onLevel ? `${lever.unit} ${lever.onLevel}` : lever.unit });
    const whole = element("div", { className: "lever" }, [
      element("p", { className: "name" }, [element("span", { textContent: lever.name }), drop]), element("div", { className: "set" }, [box, unit, month]), slider, wrong,
    ]);
    return { place, whole, box, slider, month };
  }

  typed(place, box, wrong) {
    const lever = this.model.levers[place], found = understood(lever, box.value);
    const reached = found.problem ? null : furthest(this.model, this.values, this.months, place, found.value);
    const why = found.problem ? whyNot(this.words, lever, box.value, found) : reached.stop === null ? "" : stopped(this.words, this.model, lever, reached);
    this.refuse(wrong, why);
    if (why) return;
    box.value = written(lever, found.value);
    this.move(place, found.value);
  }

  pull(place, value, wrong) {
    const reached = furthest(this.model, this.values, this.months, place, value);
    this.refuse(wrong, reached.stop === null ? "" : stopped(this.words, this.model, this.model.levers[place], reached));
    this.move(place, reached.value);
  }

  refuse(wrong, why) {
    wrong.textContent = why;
    wrong.hidden = !why;
  }

  move(place, value) {
    this.values[place] = value;
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => { this.asked = false; this.draw(); this.moved(); });
  }

  /** Ciò che si cerca, tra le leve non ancora sul muro. */
  matching() {
    const held = this.rows.map((row) => row.place);
    return [...this.model.levers.keys()].filter((place) => !held.includes(place) && answersTo(this.model.levers[place], this.search.value));
  }

  offer() {
    const wanted = this.search.value.trim() ? this.matching() : [];
    this.offered.replaceChildren(...wanted.slice(0, MOST_OFFERED).map((place) => {
      const one = element("button", { type: "button", textContent: this.model.levers[place].name });
      one.addEventListener("click", () => this.choose(place));
      return one;
    }));
    if (this.search.value.trim() && !wanted.length) this.offered.textContent = this.words.noLever;
  }

  chooseFirst() {
    const [place] = this.search.value.trim() ? this.matching() : [];
    if (place !== undefined) this.choose(place);
  }

  choose(place) {
    if (this.rows.length >= MOST_LEVERS) return;
    this.search.value = "";
    this.offer();
    if (this.model.levers[place].monthly) this.months[place] = Math.max(this.first, this.months[place]);
    this.hold([...this.rows.map((row) => row.place), place]);
    this.draw();
    this.rows.at(-1).box.focus();
    this.moved();
  }

  /** Una leva tolta torna dov'era. */
  drop(place) {
    this.values[place] = this.base.values[place];
    this.months[place] = this.base.months[place];
    this.hold(this.rows.map((row) => row.place).filter((one) => one !== place));
    this.draw();
    this.seek();
    this.moved();
  }

  seek() {
    this.search.focus();
  }

  full() {
    this.sought.hidden = !this.guiding || this.rows.length >= MOST_LEVERS;
  }

  draw() {
    const found = evaluate(this.model, this.values, this.months);
    this.drawCost(found);
    this.drawPaid(found);
    this.unverified.hidden = found.verified;
    this.people.textContent = consequences(this.words, this.model, this.values, null, found, MOST_LEVERS);
    this.drawBroken(found);
    for (const row of this.rows) this.show(row);
    this.drawn = (this.drawn ?? 0) + 1;
  }

  drawCost(found) {
    const mark = found.verified ? "" : this.words.mark;
    this.cost.textContent = euro(found.cost, true) + mark;
    this.residue.textContent = found.residue === null ? "" : `${this.words.residue}: ${euro(found.residue)}${mark} (${this.words.today.replace("{euro}", euro(this.model.residue))})`;
    this.residue.classList.toggle("bad", found.residue !== null && found.residue < 0);
  }

  /** La scala non si stringe mai: una barra che si accorcia costa meno, non è vista da più lontano. */
  drawPaid(found) {
    const others = new Map(payers(this.model, found));
    const paid = [found.cost, ...this.paid.map((payer) => others.get(payer) ?? 0)];
    this.widest = Math.max(this.widest, ...paid.map(Math.abs));
    this.bars.forEach(({ fill, said, whole }, at) => {
      const share = (50 * Math.abs(paid[at])) / this.widest;
      fill.style.width = `${share}%`;
      fill.style.left = `${paid[at] < 0 ? 50 - share : 50}%`;
      whole.classList.toggle("less", paid[at] < 0);
      said.textContent = euro(paid[at], true);
    });
  }

  drawBroken(found) {
    const said = newlyBroken(this.words, this.model, found);
    const lines = said.slice(0, MOST_RULES).map((one) => element("li", { className: "fresh" }, [element("b", { textContent: `▲ ${one.level} · ` }), one.text]));
    if (said.length > MOST_RULES) lines.push(element("li", { textContent: this.words.moreRules.replace("{n}", String(said.length - MOST_RULES)) }));
    if (!said.length) lines.push(element("li", { textContent: ruled(this.model, found).already.length ? this.words.noneFresh : this.words.noNew }));
    this.broken.replaceChildren(...lines);
  }

  show({ place, box, slider, month }) {
    slider.value = String(this.values[place]);
    if (box.getRootNode().activeElement !== box) box.value = written(this.model.levers[place], this.values[place]);
    month.value = String(this.months[place]);
  }
}

/** Come sta scritta nella casella: una leva che è una differenza ha il segno. */
function written(lever, value) {
  const said = number(value, lever.decimals);
  return lever.change && value >= lever.start ? `+${said}` : said;
}
