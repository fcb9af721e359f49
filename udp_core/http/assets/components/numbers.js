// Il lettore dei numeri italiani: le stesse regole di `udp_core.kernel.italian`, che non indovinano. I casi di entrambi stanno
// in un file solo, e le prove li fanno leggere a tutti e due. Si risponde con il numero scritto per esteso
// («1234.56»), o con il codice di ciò che non va.

const LONGEST_NUMBER = 40;
const LARGEST_CENTS = 9000000000000000n;
const BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const AROUND = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const BEFORE = new RegExp(`^[${BLANKS}]+`);
const AFTER = new RegExp(`[${BLANKS}]+$`);
const ITALIAN = /^[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?$/;
const PLAIN = /^[+-]?\d+(\.\d+)?$/;
const BLANK_THOUSANDS = /^([+-]?[1-9]\d{0,2}(?: \d{3})+)([.,]\d+)?$/;

export const MISSING = "N01", NOT_A_NUMBER = "N02", TOO_FINE = "N03", TOO_LARGE = "N04";

/** Un numero con al più `decimals` cifre dopo la virgola. */
export function readNumber(text, decimals = 3) {
  const compact = compacted(text);
  if (!compact) return { problem: MISSING };
  if ([...compact].length > LONGEST_NUMBER || !ITALIAN.test(compact)) {
    return { problem: NOT_A_NUMBER, dotted: compact.length <= LONGEST_NUMBER && PLAIN.test(compact) };
  }
  const [whole, fraction = ""] = compact.split(",");
  if (fraction.length > decimals) return { problem: TOO_FINE };
  return { exact: whole.replaceAll(".", "") + (fraction ? `.${fraction}` : ""), signed: /^[+-]/.test(compact) };
}

/** Un importo in euro: il simbolo «€» una volta, prima o dopo la cifra. */
export function readEuro(text) {
  const found = readNumber(withoutCurrency(text), 2);
  if (found.problem) return found;
  const [whole, fraction = ""] = found.exact.replace(/^[+-]/, "").split(".");
  return BigInt(whole + fraction.padEnd(2, "0")) > LARGEST_CENTS ? { problem: TOO_LARGE } : found;
}

/** Una percentuale: «10 %» e «10» sono dieci. */
export function readPercent(text, decimals = 2) {
  const spaced = plain(text);
  return readNumber(spaced.endsWith("%") ? spaced.slice(0, -1).replace(AFTER, "") : spaced, decimals);
}

function withoutCurrency(text) {
  const spaced = plain(text);
  const sign = /^[+-]/.test(spaced) ? spaced[0] : "";
  const figure = spaced.slice(sign.length).replace(BEFORE, "");
  for (const currency of ["€", "EUR"]) {
    if (figure.startsWith(currency)) return sign + figure.slice(currency.length).replace(BEFORE, "");
    if (figure.endsWith(currency)) return sign + figure.slice(0, -currency.length).replace(AFTER, "");
  }
  return spaced;
}

function compacted(text) {
  let spaced = plain(text);
  if (/^[+-]/.test(spaced)) spaced = spaced[0] + spaced.slice(1).replace(BEFORE, "");
  return BLANK_THOUSANDS.test(spaced) ? spaced.replaceAll(" ", "") : spaced;
}

function plain(text) {
  return text.replace(/[\u00a0\u202f\u2009]/g, " ").replaceAll("−", "-").replace(AROUND, "");
}
