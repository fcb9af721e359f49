// La griglia: una cella parte per il server un attimo dopo che la si è lasciata. Chi preme altro aspetta che sia arrivata;
// Ctrl+S chiude la cella aperta e salva anche quella; senza collegamento non si scrive: andrebbe perso.
(() => {
  const GRID = "[data-testid=stDataFrame]";
  const OPEN = "#portal .gdg-style textarea, #portal .gdg-style input";
  const LEAVING = "a[href], [role=tab], [role=option], button";
  const SAVE = '[class*="st-key-"][class*="-save"] button';
  const STATE = "data-test-connection-state";
  const SENT_MS = 220, FRESH_MS = 450;  // Streamlit manda una cella 150 ms dopo che la si è lasciata
  let touched = 0, again = false;

  const open = () => document.querySelector(OPEN);
  const inGrid = () => Boolean(open() || document.activeElement?.closest?.(GRID));
  const isFresh = () => Boolean(open()) || Date.now() - touched < FRESH_MS;
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const isLost = () => document.querySelector(`[${STATE}]`)?.getAttribute(STATE) !== "CONNECTED";

  function writes(event) {
    if (event.type !== "keydown") return true;
    const isCopy = (event.ctrlKey || event.metaKey) && !["v", "x", "z"].includes(event.key.toLowerCase());
    return !isCopy && (event.key.length === 1 || ["Enter", "Tab", "Delete", "Backspace"].includes(event.key));
  }

  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  let note = null;
  function sayLost() {
    if (note?.isConnected) return;
    note = document.createElement("p");
    note.className = "udp-alarm";
    note.setAttribute("role", "alert");
    note.style.cssText = "position:fixed;left:0;right:0;top:0;margin:0;padding:.75rem 1rem;z-index:1000000;background:#8B1A1A;color:#fff;font:600 1rem/1.4 'Titillium Web',sans-serif;text-align:center";
    note.textContent = "Senza collegamento nella griglia non si scrive: riprendere quando torna.";
    document.body.append(note);
    const wait = setInterval(() => {
      if (isLost()) return;
      clearInterval(wait);
      note.remove();
    }, 300);
  }

  // Fra il primo tasto e l'apertura della cella passa un attimo, in cui i tasti cadrebbero: si tengono e vi si scrivono.
  const OPENING_MS = 1500, DRAWN_MS = 80;
  let opening = null, written = null, queue = [];

  function isTyped(event) {
    return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  }

  async function opened() {
    const since = Date.now();
    while (!open() && Date.now() - since < OPENING_MS) await pause(5);
    const field = open(), typed = queue.filter((key) => key.length === 1).join(""), last = queue.find((key) => key.length > 1);
    queue = [];
    opening = null;
    if (!field) return;
    if (typed) {
      const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
      Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, field.value + typed);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await pause(DRAWN_MS);
    if (last && open()) send(open(), last);
  }

  function send(field, key) {
    field.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, keyCode: key === "Tab" ? 9 : 13, bubbles: true, cancelable: true }));
  }

  function isHeld(event) {
    if (opening) {
      if (isTyped(event) || ["Enter", "Tab"].includes(event.key)) queue.push(event.key);
      return true;
    }
    if (open() || !document.activeElement?.closest?.(GRID)) return false;
    if (isTyped(event) && event.key !== " ") written = opening = opened();
    return false;
  }

  // La cella aperta si chiude come con Invio; poi si aspetta che il server l'abbia ricevuta.
  async function settled() {
    await written;
    if (open()) await pause(DRAWN_MS);
    const field = open();
    if (field) send(field, "Enter");
    await pause(SENT_MS);
    await window.udpAccepted();
    touched = 0;
  }

  function press(target, name) {
    const found = target?.isConnected ? target : document.querySelector(name);
    again = true;
    found?.click();
    again = false;
  }

  function nameOf(target) {
    const key = target.closest('[class*="st-key-"]')?.className.match(/st-key-[\w-]+/)?.[0];
    return key ? `.${key} button` : "";
  }

  for (const kind of ["keydown", "paste", "cut"]) {
    document.addEventListener(kind, (event) => {
      const isSave = kind === "keydown" && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
      if (isSave && isFresh() && document.querySelector(SAVE)) {
        stop(event);
        settled().then(() => press(null, SAVE));
      } else if (!isSave && event.isTrusted && inGrid() && writes(event)) {
        if (isLost()) {
          stop(event);
          sayLost();
        } else {
          touched = Date.now();
          if (kind === "keydown" && isHeld(event)) stop(event);
        }
      }
    }, true);
  }
  document.addEventListener("pointerdown", () => {
    if (open()) touched = Date.now();
  }, true);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest(LEAVING) : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (again || !target || !isPlain || !isFresh() || target.closest(GRID)) return;
    stop(event);
    const name = nameOf(target);
    settled().then(() => press(target, name || "#nulla"));
  }, true);
  addEventListener("beforeunload", (event) => {
    if (isFresh()) event.preventDefault();
  });
})();
