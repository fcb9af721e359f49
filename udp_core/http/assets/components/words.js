// Numeri e importi scritti all'italiana, senza chiedere al browser in che lingua è.

const MINUS = "−";

/** 1234567.8 con un decimale: «1.234.567,8». */
export function number(value, decimals = 0) {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  const zero = Number(whole) === 0 && Number(fraction ?? 0) === 0;
  return (value < 0 && !zero ? MINUS : "") + grouped + (fraction ? "," + fraction : "");
}

/** Con il segno: «+10», «−3», «0». */
export function signed(value, decimals = 0) {
  const text = number(value, decimals);
  return value > 0 && text !== number(0, decimals) ? "+" + text : text;
}

/** Centesimi in euro interi, arrotondati prima al centesimo come nella libreria: «+54.937 €». */
export function euro(cents, sign = false) {
  return (sign ? signed : number)(Math.round(Math.round(cents) / 100)) + " €";
}

/** Centesimi per esteso: «204.003,00 €». */
export function exactly(cents) {
  return number(Math.round(cents) / 100, 2) + " €";
}

/** Ciò che si è capito di una leva: «0,50 € in più al giorno, su 51,00: 51,50», «783 posti: 10 in più». */
export function understoodWords(lever, value, words) {
  const change = value - lever.start;
  const more = change > 0 ? words.more : words.less;
  const [head, ...rest] = lever.unit.split(" ");
  if (!lever.change) return `${number(value, lever.decimals)} ${lever.unit}: ${number(Math.abs(change), lever.decimals)} ${more}`;
  const said = [number(Math.abs(change), lever.decimals), head, more, ...rest].join(" ");
  if (lever.level === null) return said;
  const decimals = lever.unit.startsWith("€") ? 2 : lever.decimals;
  return `${said}, ${lever.onLevel}: ${number(lever.level + change, decimals)}`;
}
