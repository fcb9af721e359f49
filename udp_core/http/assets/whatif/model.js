// Un modello in termini: costo = somma di coefficiente x prodotto delle leve, mese per mese. Nessuna regola del settore:
// si calcola ciò che si riceve. Le stesse formule, esatte, stanno nella libreria: qui si disegna mentre la leva si muove.

export const MONTHS = 12;

/** Prepara un modello: valori di partenza e, per ogni calendario, quanto resta da un mese in poi. */
export function prepared(model) {
  const rest = model.calendars.map((weights) => {
    const left = new Float64Array(MONTHS + 1);
    for (let month = MONTHS - 1; month >= 0; month -= 1) left[month] = left[month + 1] + weights[month];
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

/** Ciò che è scritto in una casella: «783», «+10» dalla partenza, «−5»; null se non si legge o non è un passo della leva. */
export function read(lever, text) {
  const bare = text.trim().replaceAll("−", "-").replaceAll(".", "").replace(",", ".");
  if (!/^[+-]?\d+(\.\d+)?$/.test(bare)) return null;
  const value = Number(bare) + (bare.startsWith("+") || (bare.startsWith("-") && lever.least >= 0) ? lever.start : 0);
  return snapped(lever, value);
}

/** Il valore su un passo della leva, dentro i limiti; null se è fuori. */
export function snapped(lever, value) {
  const taken = Math.round((value - lever.start) / lever.step);
  const found = Number((lever.start + taken * lever.step).toFixed(6));
  return found < lever.least - 1e-9 || found > lever.most + 1e-9 ? null : found;
}
