// Ciò che si dice di una posizione delle leve: perché non si prende, chi paga, che cosa ne segue, le regole che si rompono.
// Le stesse parole alla scrivania e sul muro.

import { MISSING, TOO_FINE } from "./numbers.js";
import { euro, exactly, number, signed } from "./words.js";

const LONGEST_SAID = 40;

/** Se una leva risponde a ciò che si cerca: ogni parola sta nel suo nome o nel suo gruppo. */
export function answersTo(lever, text) {
  const said = `${lever.name} ${lever.group}`.toLowerCase();
  return text.trim().toLowerCase().split(/\s+/).every((word) => said.includes(word));
}

/** Perché ciò che è scritto nella casella di una leva non si prende (`found`: la risposta di `understood`). */
export function whyNot(words, lever, text, found) {
  const plain = text.trim().slice(0, LONGEST_SAID);
  const limits = (said) => said.replace("{least}", number(lever.least, lever.decimals)).replace("{most}", number(lever.most, lever.decimals));
  const about = (said) => said.replace("{text}", () => plain);
  if (found.problem === MISSING) return limits(words.missing);
  if (found.problem === "out") return limits(words.wrong);
  if (found.problem === TOO_FINE) return about(words.fine);
  if (found.problem === "step") {
    const near = [["step", lever.step], ["below", found.below], ["above", found.above]];
    return near.reduce((said, [name, value]) => said.replace(`{${name}}`, number(value, lever.decimals)), about(words.step));
  }
  if (!found.dotted) return about(words.unread);
  const whole = plain.replace(".", "");
  const other = /^[+-]?0/.test(whole) ? "" : words.orWhole.replace("{whole}", whole);
  return about(words.twoWays).replace("{decimal}", plain.replace(".", ",")).replace("{or}", other);
}

/** Perché una leva non va oltre: che cosa è già speso, e fin dove si arriva. */
export function stopped(words, model, lever, reached) {
  const account = model.accounts[reached.stop];
  const said = account.spent ? words.floor : words.zero;
  return said.replace("{account}", () => account.label).replace("{spent}", exactly(account.spent)).replace("{base}", exactly(account.base ?? 0))
    .replace("{value}", number(reached.value, lever.decimals)).replace("{unit}", lever.unit);
}

/** Chi altro paga, oltre al fondo: ogni pagatore con i suoi centesimi. */
export function payers(model, found) {
  const paid = new Map();
  model.accounts.forEach((account, place) => {
    if (!account.cost && !account.fund) paid.set(account.payer, (paid.get(account.payer) ?? 0) + found.totals[place]);
  });
  return [...paid];
}

/** Le leve mosse, una dopo l'altra, al più `most`, con il mese da cui valgono (`months` null: non si dice); e le persone in più. */
export function consequences(words, model, values, months, found, most) {
  const said = model.levers.map((lever, place) => ({ lever, change: values[place] - lever.start, month: months?.[place] ?? 1 })).filter((one) => one.change !== 0)
    .map(({ lever, change, month }) => `${lever.name} ${signed(change, lever.decimals)}${lever.monthly && month > 1 ? ` ${words.months[month - 1]}` : ""}`);
  const people = found.people ? ` → ${signed(found.people)} ${words.people}` : "";
  const rest = said.length > most ? `; ${words.others.replace("{n}", String(said.length - most))}` : "";
  return said.length ? said.slice(0, most).join("; ") + rest + people : words.still;
}

/** Le regole, con il loro posto: non rispettate adesso; già oggi; nuove; sanate dallo scenario. */
export function ruled(model, found) {
  const broken = (value) => value < -1e-6;
  const all = [...found.checks.keys()];
  const now = all.filter((place) => broken(found.checks[place]));
  const atRest = (place) => broken(model.checks[place].before);
  return { now, already: now.filter(atRest), fresh: now.filter((place) => !atRest(place)), healed: all.filter((place) => atRest(place) && !broken(found.checks[place])) };
}

/** Le regole che la posizione rompe e oggi no: di quanto, e che cosa fare. */
export function newlyBroken(words, model, found) {
  return ruled(model, found).fresh.map((place) => {
    const check = model.checks[place];
    const filled = (text) => text.replaceAll("{n}", amount(check, -found.checks[place]));
    return { level: check.level, text: `${check.name}. ${filled(check.told || check.sentence)} ${filled(check.remedy)}${check.verified ? "" : ` (${words.toVerify})`}` };
  });
}

/** Di quanto una regola è rotta, nella sua unità. */
function amount(check, short) {
  if (check.unit === "cents") return euro(short);
  if (check.unit === "euro") return `${number(short, 2)} €`;
  return `${number(short, Number.isInteger(short) ? 0 : 2)} ${check.unit}`;
}
