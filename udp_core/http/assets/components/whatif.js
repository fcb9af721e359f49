// La simulazione dal vivo: leve, tre cifre, la curva contro il fondo, le voci prima e dopo, chi ne è servito.
// Ricalcola a ogni movimento; quando la leva si lascia consegna la posizione, e la libreria risponde con la cifra esatta.

import uPlot from "./uPlot.esm.js";
import { element } from "./dom.js";
import { ends, evaluate, furthest, MONTHS, prepared, snapped, understood } from "./model.js";
import { answersTo, consequences, newlyBroken, payers, ruled, stopped, whyNot } from "./saying.js";
import { euro, number, understoodWords } from "./words.js";

const BLUE = "#17324D", LIGHT = "#3D8FD1", ORANGE = "#C2410C", GRID = "#D5DCE3";
const MOST_RULES = 2, MOST_MOVED = 6;

export default function whatif({ data, parentElement, setStateValue }) {
  const kept = parentElement.udpWhatif;
  if (kept && kept.digest === data.digest) {
    kept.give = setStateValue;
    if (kept.turn !== data.turn) kept.take(data);
    return;
  }
  kept?.end();
  parentElement.udpWhatif = new Simulation(parentElement, data, setStateValue);
}

class Simulation {
  constructor(parent, data, give) {
    this.data = data;
    this.words = data.words;
    this.give = give;
    this.digest = data.digest;
    this.first = data.model.first ?? 1;
    this.model = prepared(data.model);
    this.asked = false;
    this.root = element("section", { className: "whatif", ariaLabel: this.words.title });
    this.drawLevers();
    this.drawAnswers();
    parent.querySelector(".whatif")?.remove();
    parent.append(this.root);
    this.drawCurve();
    this.watch = new ResizeObserver(() => this.curve.setSize(this.room()));
    this.watch.observe(this.plot);
    this.take(data);
  }

  end() {
    this.watch.disconnect();
    this.curve.destroy();
  }

  /** La posizione che viene da fuori: uno scenario, il risolutore, l'inizio. */
  take(data) {
    this.turn = data.turn;
    this.values = Float64Array.from(data.values);
    this.months = Int8Array.from(data.months);
    this.rows.forEach((_, place) => this.show(place));
    this.draw();
  }

  drawLevers() {
    const panel = element("div", { className: "levers" });
    const search = element("input", { type: "search", className: "search", placeholder: this.words.search, ariaLabel: this.words.search });
    search.addEventListener("input", () => this.filter(search.value));
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); this.jump(); } });
    const back = element("button", { type: "button", textContent: this.words.reset });
    back.addEventListener("click", () => this.reset());
    panel.append(element("div", { className: "tools" }, [search, back]));
    const list = element("div", { className: "list", tabIndex: -1 });
    this.rows = [];
    this.groups = new Map();
    this.model.levers.forEach((lever, place) => {
      if (!this.groups.has(lever.group)) {
        const group = element("fieldset", {}, [element("legend", { textContent: lever.group })]);
        this.groups.set(lever.group, group);
        list.append(group);
      }
      const row = this.leverRow(lever, place);
      this.rows.push(row);
      this.groups.get(lever.group).append(row.whole);
    });
    panel.append(list);
    this.root.append(panel);
  }

  leverRow(lever, place) {
    const name = element("label", { className: "name", textContent: lever.name, htmlFor: `leva-${place}` });
    const box = element("input", { id: `leva-${place}`, className: "box", type: "text", inputMode: "text", autocomplete: "off" });
    const slider = element("input", { type: "range", ...ends(lever), ariaLabel: lever.name });
    const unit = element("span", { className: "unit" });
    const owner = element("span", { className: lever.free ? "owner" : "owner not-ours", textContent: lever.owner });
    const month = element("select", { ariaLabel: `${lever.name}: ${this.words.from}` });
    this.words.months.forEach((word, number) => month.append(this.monthOption(word, number + 1)));
    month.hidden = !lever.monthly;
    box.addEventListener("change", () => this.typed(place, box));
    box.addEventListener("focus", () => box.select());
    slider.addEventListener("input", () => this.pull(place, snapped(lever, Number(slider.value))));
    for (const one of [slider, month]) one.addEventListener("change", () => this.handOver());
    month.addEventListener("input", () => this.start(place, Number(month.value)));
    const said = element("p", { className: "said", role: "status", hidden: true });
    const wrong = element("p", { className: "wrong", role: "alert", hidden: true });
    const price = lever.price ? [element("p", { className: "price", textContent: lever.price })] : [];
    const note = lever.note ? [element("p", { className: "note", textContent: lever.note })] : [];
    const whole = element("div", { className: "lever" }, [
      name, element("div", { className: "value" }, [box, unit]), slider, said, wrong, element("div", { className: "foot" }, [month, owner]), ...price, ...note,
    ]);
    return { whole, box, slider, unit, month, said, wrong };
  }

  monthOption(word, number) {
    const closed = number < this.first;
    const option = element("option", { value: String(number), textContent: closed ? `${word}: ${this.words.closed}` : word });
    option.disabled = closed;
    return option;
  }

  usualMonth(lever) {
    return lever.monthly ? this.first : 1;
  }

  jump() {
    const row = this.rows.find((one) => !one.whole.hidden);
    row?.whole.scrollIntoView({ block: "nearest" });
    row?.box.focus();
  }

  filter(text) {
    this.rows.forEach((row, place) => { row.whole.hidden = !answersTo(this.model.levers[place], text); });
    for (const group of this.groups.values()) group.hidden = [...group.querySelectorAll(".lever")].every((one) => one.hidden);
  }

  typed(place, box) {
    const lever = this.model.levers[place];
    const found = understood(lever, box.value);
    if (found.problem) return this.refuse(place, whyNot(this.words, lever, box.value, found));
    const reached = furthest(this.model, this.values, this.months, place, found.value);
    if (reached.stop !== null) return this.refuse(place, stopped(this.words, this.model, lever, reached));
    this.move(place, found.value);
    this.handOver();
  }

  /** Ciò che è scritto resta nella casella, con il perché non si prende. */
  refuse(place, why) {
    const row = this.rows[place];
    row.wrong.textContent = why;
    row.wrong.hidden = false;
    row.box.setAttribute("aria-invalid", "true");
  }

  reset() {
    this.values = Float64Array.from(this.model.start);
    this.months = Int8Array.from(this.model.levers, (lever) => this.usualMonth(lever));
    this.rows.forEach((_, place) => this.show(place));
    this.draw();
    this.handOver();
  }

  /** La leva tirata: si ferma dove comincia ciò che è già speso, e lo dice. */
  pull(place, value) {
    const reached = furthest(this.model, this.values, this.months, place, value);
    this.move(place, reached.value);
    if (reached.stop !== null) this.stop(place, reached);
  }

  stop(place, reached) {
    const row = this.rows[place];
    row.wrong.textContent = stopped(this.words, this.model, this.model.levers[place], reached);
    row.wrong.hidden = false;
  }

  move(place, value) {
    this.values[place] = value;
    this.show(place);
    this.later();
  }

  start(place, month) {
    this.months[place] = month;
    const reached = furthest(this.model, this.values, this.months, place, this.values[place]);
    this.move(place, reached.value);
    if (reached.stop !== null) this.stop(place, reached);
  }

  show(place) {
    const lever = this.model.levers[place], row = this.rows[place], value = this.values[place], change = value - lever.start;
    const written = number(value, lever.decimals), moved = change !== 0;
    row.slider.value = String(value);
    row.box.value = lever.change && change >= 0 ? `+${written}` : written;
    row.box.removeAttribute("aria-invalid");
    row.month.value = String(this.months[place]);
    row.unit.textContent = lever.onLevel ? `${lever.unit} ${lever.onLevel}` : lever.unit;
    row.said.hidden = !moved;
    row.said.textContent = moved ? understoodWords(lever, value, this.words) : "";
    row.wrong.hidden = true;
    row.wrong.textContent = "";
    row.whole.classList.toggle("moved", moved);
    row.slider.setAttribute("aria-valuetext", `${row.box.value} ${row.unit.textContent}`);
  }

  later() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => { this.asked = false; this.draw(); });
  }

  handOver() {
    const position = {};
    this.model.levers.forEach((lever, place) => {
      if (this.values[place] !== lever.start || this.months[place] !== this.usualMonth(lever)) position[lever.code] = [this.values[place], this.months[place]];
    });
    this.give("position", position);
  }

  drawAnswers() {
    this.figures = ["cost", "residue", "rules"].map((name) => ({ value: element("output", { className: "big" }), under: element("p", { className: "under" }), name }));
    const cards = this.figures.map((one) => element("div", { className: `figure ${one.name}` }, [element("h2", { textContent: this.words[one.name] }), one.value, one.under]));
    this.plot = element("div", { className: "plot", role: "img", ariaLabel: this.words.curve });
    this.bars = element("div", { className: "bars", tabIndex: 0, role: "group", ariaLabel: this.words.voci });
    this.voci = this.model.accounts.map((account, place) => ({ account, place })).filter(({ account }) => account.cost && account.moves).map((one) => this.bar(one));
    this.people = element("p", { className: "people" });
    this.broken = element("ul", { className: "broken", tabIndex: 0, ariaLabel: this.words.rules });
    const withTime = this.model.months.length > 0;
    cards[1].hidden = this.model.residue === null;
    const charts = element("div", { className: withTime ? "charts" : "charts without-time" }, [
      element("div", { className: "half", hidden: !withTime }, [element("h2", { textContent: this.words.curve }), this.plot]),
      element("div", { className: "half" }, [element("h2", { textContent: this.words.voci }), this.bars]),
    ]);
    const figures = element("div", { className: this.model.residue === null ? "figures two" : "figures" }, cards);
    this.root.append(element("div", { className: "answers" }, [figures, this.people, charts, this.broken]));
  }

  bar({ account, place }) {
    const before = element("i", { className: "before" }), after = element("i", { className: "after" }), change = element("span", { className: "change" });
    this.bars.append(element("div", { className: "bar" }, [element("span", { className: "voce", textContent: account.label }), element("span", { className: "track" }, [before, after]), change]));
    return { account, place, before, after, change };
  }

  room() {
    return { width: Math.max(240, this.plot.clientWidth), height: Math.max(150, this.plot.clientHeight) };
  }

  drawCurve() {
    const font = "15px 'Titillium Web', sans-serif";
    const axis = { stroke: BLUE, font, grid: { stroke: GRID, width: 1 }, ticks: { show: false } };
    const line = (label, stroke, more) => ({ label, stroke, width: 3, points: { show: false }, ...more });
    this.curve = new uPlot({
      ...this.room(), legend: { show: false }, cursor: { show: false }, padding: [12, 12, 0, 0],
      scales: { x: { time: false } },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map((tick) => (tick >= 1 && tick <= MONTHS ? this.words.short[tick - 1] : "")), incrs: [1, 2, 3] },
        { ...axis, size: 62, values: (_, ticks) => ticks.map((tick) => number(tick, tick % 1 ? 1 : 0)) },
      ],
      series: [{}, line(this.words.before, LIGHT, { dash: [6, 4] }), line(this.words.after, BLUE, {}), line(this.words.fund, ORANGE, { width: 2 })],
    }, this.points(null), this.plot);
    const key = (label, className) => element("span", { className, textContent: label });
    this.plot.after(element("p", { className: "key" }, [key(this.words.before, "k-before"), key(this.words.after, "k-after"), key(this.words.fund, "k-fund")]));
  }

  points(found) {
    const x = [], before = [], after = [], fund = [];
    let was = 0, now = 0;
    const most = this.model.available;
    for (let month = 0; month < this.model.months.length; month += 1) {
      was += this.model.months[month];
      now += this.model.months[month] + (found ? found.byMonth[month] : 0);
      x.push(month + 1); before.push(was / 1e8); after.push(now / 1e8);
      fund.push(most === null ? null : (most + (found ? found.available : 0)) / 1e8);
    }
    return [x, before, after, fund];
  }

  draw() {
    const found = evaluate(this.model, this.values, this.months);
    this.found = found;
    this.drawFigures(found);
    this.drawBars(found);
    this.curve.setData(this.points(found));
    this.drawBroken(found);
    this.drawn = (this.drawn ?? 0) + 1;
  }

  drawFigures(found) {
    const [cost, residue, rules] = this.figures;
    const mark = found.verified ? "" : this.words.mark;
    const whole = Math.round(Math.round(found.cost) / 100);
    const way = whole === 0 ? "" : ` ${whole > 0 ? this.words.more : this.words.less}`;
    cost.value.replaceChildren(euro(Math.abs(found.cost)), element("small", { textContent: way + mark }));
    cost.under.textContent = this.others(found);
    residue.value.textContent = found.residue === null ? this.words.unknown : euro(found.residue) + mark;
    residue.value.classList.toggle("bad", found.residue !== null && found.residue < 0);
    residue.under.textContent = found.residue === null || this.model.residue === null ? "" : this.words.today.replace("{euro}", euro(this.model.residue));
    const { now, already, fresh, healed } = ruled(this.model, found);
    rules.value.textContent = String(now.length);
    const some = (words, count) => (count ? [words[count === 1 ? 0 : 1].replace("{n}", String(count))] : []);
    rules.under.textContent = [this.words.already.replace("{n}", String(already.length)), ...some(this.words.fresh, fresh.length), ...some(this.words.healed, healed.length)].join(", ");
    const unverified = found.verified ? "" : ` ${this.words.unverified}`;
    this.people.textContent = consequences(this.words, this.model, this.values, this.months, found, MOST_MOVED) + unverified;
  }

  others(found) {
    const said = payers(this.model, found).filter(([, cents]) => Math.round(cents / 100) !== 0).map(([payer, cents]) => `${payer} ${euro(cents, true)}`);
    return said.length ? said.join(" · ") : this.words.nobody;
  }

  drawBars(found) {
    const most = Math.max(1, ...this.voci.map(({ account, place }) => Math.max(account.base ?? 0, (account.base ?? 0) + found.totals[place])));
    for (const { account, place, before, after, change } of this.voci) {
      const base = account.base ?? 0, now = base + found.totals[place];
      before.style.width = `${(100 * base) / most}%`;
      after.style.width = `${(100 * Math.max(0, now)) / most}%`;
      const text = Math.round(found.totals[place] / 100) === 0 ? euro(now) : `${euro(now)} (${euro(found.totals[place], true)})`;
      if (change.textContent !== text) change.textContent = text;
      change.classList.toggle("up", found.totals[place] > 50);
      change.classList.toggle("down", found.totals[place] < -50);
    }
  }

  drawBroken(found) {
    const { already } = ruled(this.model, found);
    const said = newlyBroken(this.words, this.model, found);
    const key = [...said.map((one) => one.text), already.length].join("|");
    if (key === this.brokenKey) return;
    this.brokenKey = key;
    const lines = said.slice(0, MOST_RULES).map((one) => element("li", { className: "fresh" }, [element("b", { textContent: `${this.words.new} · ${one.level} · ` }), one.text]));
    if (said.length > MOST_RULES) lines.push(element("li", { textContent: this.words.moreRules.replace("{n}", String(said.length - MOST_RULES)) }));
    if (!said.length && !already.length) lines.push(element("li", { textContent: this.words.noNew }));
    if (already.length) lines.push(element("li", { className: "at-rest", textContent: this.words.atRest.replace("{n}", String(already.length)) }));
    this.broken.replaceChildren(...lines);
  }
}
