// Un modello in termini: costo = somma di coefficiente x prodotto delle leve, mese per mese. Nessuna regola del settore:
// si calcola ciò che si riceve. Le stesse formule, esatte, stanno nella libreria: qui si disegna mentre la leva si muove.

import { readEuro, readNumber, readPercent } from "./numbers.js";

export const MONTHS = 12;

/** Prepara un modello: valori di partenza e, per ogni calendario, quanto resta da un mese in poi. */
export function prepared(model) {
  const rest = model.calendars.map((weights) => {
    const left = [...weights, 0];
    for (let month = MONTHS - 1; month >= 0; month -= 1) left[month] += left[month + 1];
    return left;
  });
  const start = Float64Array.from(model.levers, (lever) => lever.start);
  const cost = Uint8Array.from(model.accounts, (account) => (account.cost ? 1 : 0));
  return { ...model, rest, start, cost };
}

/** Ciò che una posizione cambia: per conto e Comune, per mese del fondo, in tutto; e il valore di ogni regola. */
export function evaluate(model, values, months) {
  const places = model.municipalities.length;
  const accounts = new Float64Array(model.accounts.length * places);
  const byMonth = new Float64Array(MONTHS);
  let verified = true;
  for (const term of model.terms) {
    if (!moved(model, values, term.levers)) continue;
    verified = verified && term.verified;
    const counts = model.cost[term.account] === 1;
    accounts[term.account * places + term.municipality] += added(model, values, months, term, counts ? byMonth : null);
  }
  const totals = model.accounts.map((_, place) => sum(accounts, place * places, places));
  const cost = totals.reduce((all, cents, place) => all + (model.cost[place] ? cents : 0), 0);
  const available = model.fund === null ? 0 : totals[model.fund];
  const people = model.levers.reduce((all, lever, place) => all + lever.people * (values[place] - lever.start), 0);
  return {
    accounts, totals, byMonth, cost, available, people, verified,
    residue: model.residue === null ? null : model.residue + available - cost,
    checks: model.checks.map((check) => worth(model, check, values, totals)),
  };
}

function moved(model, values, levers) {
  for (const place of levers) if (values[place] !== model.start[place]) return true;
  return false;
}

/** Quanto aggiunge un termine; se serve anche mese per mese, lo scrive in `byMonth`. */
function added(model, values, months, term, byMonth) {
  if (term.levers.length === 1) {
    const [place] = term.levers;
    const change = term.cents * (values[place] - model.start[place]);
    const first = months[place] - 1;
    if (byMonth) for (let month = first; month < MONTHS; month += 1) byMonth[month] += model.calendars[term.calendar][month] * change;
    return model.rest[term.calendar][first] * change;
  }
  let before = 1;
  for (const place of term.levers) before *= model.start[place];
  let whole = 0;
  for (let month = 0; month < MONTHS; month += 1) {
    let now = 1;
    for (const place of term.levers) now *= month + 1 >= months[place] ? values[place] : model.start[place];
    const cents = model.calendars[term.calendar][month] * term.cents * (now - before);
    if (byMonth) byMonth[month] += cents;
    whole += cents;
  }
  return whole;
}

function worth(model, check, values, totals) {
  if (check.still) return -check.levers.reduce((all, [place]) => all + Math.abs(values[place] - model.start[place]), 0);
  let value = check.constant;
  for (const [place, weight] of check.accounts) value += weight * ((model.accounts[place].base ?? 0) + totals[place]);
  for (const [place, weight] of check.levers) value += weight * values[place];
  return value;
}

function sum(values, first, count) {
  let whole = 0;
  for (let place = first; place < first + count; place += 1) whole += values[place];
  return whole;
}

/** I conti che una posizione porta sotto ciò che è già speso, con quanto possono ancora scendere (centesimi, negativi). */
export function below(model, found) {
  const places = [];
  model.accounts.forEach((account, place) => {
    if (account.floor === null) return;
    const room = account.floor - account.base;
    if (Math.round(found.totals[place]) < room) places.push({ place, room });
  });
  return places;
}

/** Fin dove una leva può andare verso `value`, le altre ferme, senza scendere sotto lo speso; e il conto che la ferma. */
export function furthest(model, values, months, place, value) {
  const lever = model.levers[place];
  const at = (where) => { const tried = Float64Array.from(values); tried[place] = where; return evaluate(model, tried, months); };
  const reached = at(value), stops = below(model, reached);
  if (!stops.length) return { value, stop: null };
  const still = at(lever.start);
  let share = 1, stop = stops[0].place;
  for (const one of stops) {
    const from = still.totals[one.place], whole = reached.totals[one.place] - from;
    const part = whole < 0 ? Math.max(0, (one.room - from) / whole) : 0;
    if (part <= share) { share = part; stop = one.place; }
  }
  let steps = Math.trunc((share * (value - lever.start)) / lever.step + Math.sign(value - lever.start) * 1e-9);
  while (steps !== 0 && below(model, at(onStep(lever, steps))).some((one) => one.place === stop)) steps -= Math.sign(steps);
  return { value: onStep(lever, steps), stop };
}

/** Ciò che è scritto in una casella: «783», «+10» dalla partenza, «−5»; null se non si legge o non è un valore della leva. */
export function read(lever, text) {
  return understood(lever, text).value ?? null;
}

/** Il valore scritto; o perché non si prende: un codice del lettore, `out` dai limiti, `step` con i valori più vicini. */
export function understood(lever, text) {
  const found = READERS[lever.kind ?? "number"](text);
  if (found.problem) return found;
  const relative = found.signed && !lever.change && (found.exact.startsWith("+") || lever.least >= 0);
  const value = Number((Number(found.exact) + (relative ? lever.start : 0)).toFixed(6));
  if (value < lever.least - TINY || value > lever.most + TINY) return { problem: "out" };
  if (allowed(lever, value)) return { value: value + 0 };
  const steps = Math.floor((value - lever.start) / lever.step);
  return { problem: "step", below: Math.max(lever.least, onStep(lever, steps)), above: Math.min(lever.most, onStep(lever, steps + 1)) };
}

const TINY = 1e-9;
const READERS = { number: readNumber, euro: readEuro, percent: readPercent };

function allowed(lever, value) {
  const steps = (value - lever.start) / lever.step;
  return Math.abs(steps - Math.round(steps)) < 1e-6 || Math.abs(value - lever.least) < TINY || Math.abs(value - lever.most) < TINY;
}

function onStep(lever, steps) {
  return Number((lever.start + steps * lever.step).toFixed(6));
}

/** Il passo più vicino a dove si è tirata la leva; agli estremi, i limiti. */
export function snapped(lever, value) {
  const found = onStep(lever, Math.round((value - lever.start) / lever.step));
  return Math.min(lever.most, Math.max(lever.least, found));
}

/** Il cursore conta i passi dalla partenza: un estremo che non è su un passo si raggiunge lo stesso. */
export function ends(lever) {
  const steps = (end) => Math.ceil(Math.abs(end - lever.start) / lever.step - 1e-9) * lever.step;
  return { min: lever.start - steps(lever.least), max: lever.start + steps(lever.most), step: lever.step };
}
