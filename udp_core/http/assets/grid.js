// La griglia: una cella parte per il server un attimo dopo che la si è lasciata. Chi preme altro aspetta che sia arrivata;
// Ctrl+S chiude la cella aperta e salva anche quella; senza collegamento non si scrive: andrebbe perso.
(() => {
  const GRID = "[data-testid=stDataFrame]";
  const GRID_PART = "[data-testid=stElementContainer]:has([data-testid=stDataFrame]), #portal";
  const OPEN = "#portal .gdg-style textarea, #portal .gdg-style input";
  const LEAVING = "a[href], [role=tab], [role=option], button";
  const SAVE = '[class*="st-key-"][class*="-save"] button';
  const STATE = "data-test-connection-state";
  // Streamlit manda una cella 150 ms dopo che la si è lasciata; su una macchina lenta la risposta comincia ben dopo.
  const SENT_MS = 220, FRESH_MS = 450, BEGINS_MS = 2500;
  let touched = 0, again = false;

  const open = () => document.querySelector(OPEN);
  const inGrid = () => Boolean(open() || document.activeElement?.closest?.(GRID));
  const isFresh = () => Boolean(open()) || Date.now() - touched < (window.udpBegan() < touched ? BEGINS_MS : FRESH_MS);
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
  const OPENING_MS = 4000;
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
    if (!last) return;
    await pause(KNOWN_MS);
    if (open()) send(open(), last);
  }

  function send(field, key, shiftKey = false) {
    const keyCode = { Tab: 9, Enter: 13 }[key] ?? key.toUpperCase().charCodeAt(0);
    field.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, keyCode, shiftKey, bubbles: true, cancelable: true }));
  }

  // La cella conosce le ultime lettere un attimo dopo che sono scritte: un Invio più svelto di così la chiuderebbe senza.
  const KNOWN_MS = 200, CLOSED_MS = 80;
  let lettered = 0;
  document.addEventListener("input", (event) => {
    if (event.target.closest?.("#portal")) lettered = Date.now();
  }, true);

  async function closed(key, shiftKey) {
    await pause(KNOWN_MS);
    if (open()) send(open(), key, shiftKey);
    await pause(CLOSED_MS);
    const [first, ...others] = queue;
    queue = others;
    opening = null;
    if (!first) return;
    send(document.activeElement, first);
    if (first.length === 1) await (opening = opened());
    else queue = [];
  }

  function isHeld(event) {
    if (opening) {
      if (isTyped(event) || ["Enter", "Tab"].includes(event.key)) queue.push(event.key);
      return true;
    }
    if (open() && ["Enter", "Tab"].includes(event.key) && Date.now() - lettered < KNOWN_MS) {
      written = opening = closed(event.key, event.shiftKey);
      return true;
    }
    if (open() || !document.activeElement?.closest?.(GRID)) return false;
    if (isTyped(event) && event.key !== " ") written = opening = opened();
    return false;
  }

  // La cella aperta si chiude come con Invio; poi si aspetta che il server l'abbia ricevuta.
  async function settled() {
    await written;
    if (open()) await pause(KNOWN_MS);
    const field = open();
    if (field) send(field, "Enter");
    const left = field ? Date.now() : touched;
    await pause(SENT_MS);
    await window.udpAccepted(left);
    touched = 0;
  }

  // Chi preme altrove può far ridisegnare la griglia: finché la risposta non c'è non vi si scrive, andrebbe perso.
  let redrawing = 0;

  function waits(more) {
    redrawing += more;
    document.documentElement.toggleAttribute("data-udp-waits", redrawing > 0);
  }

  // La risposta è arrivata; che sia disegnata lo dice il browser, quando non ha altro da fare.
  const IDLE_MS = 1500;
  const idle = () => new Promise((done) => {
    if (window.requestIdleCallback) requestIdleCallback(done, { timeout: IDLE_MS });
    else setTimeout(done, SENT_MS);
  });

  // Ciò che sta nella pagina fa rispondere il server, anche se tarda a cominciare; un menu no.
  async function redrawn(target) {
    waits(1);
    await window.udpAccepted(target.closest("[data-testid=stMain]") ? Date.now() : 0);
    for (let turn = 0; turn < 2; turn += 1) await idle();
    waits(-1);
  }

  function press(target, name) {
    const found = target?.isConnected ? target : document.querySelector(name);
    again = true;
    found?.click();
    again = false;
    if (found) redrawn(found);
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
        } else if (redrawing) {
          stop(event);
        } else {
          if (open() || !["Enter", "Tab"].includes(event.key)) touched = Date.now();
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
    if (again || !target || !isPlain || target.closest(GRID_PART)) return;
    if (!isFresh()) {
      if (document.querySelector(GRID)) redrawn(target);
      return;
    }
    stop(event);
    const name = nameOf(target);
    settled().then(() => press(target, name || "#nulla"));
  }, true);
  document.addEventListener("change", (event) => {
    if (!event.target.closest?.(GRID_PART) && document.querySelector(GRID)) redrawn(event.target);
  }, true);

  // Dopo un'interruzione il server può essere un altro, che di questa griglia sa solo la bozza: prima la si ridisegna.
  const REREAD = '[class*="st-key-griglia-rileggi"] button';
  let wasConnected = false, wasLost = false;

  async function reread() {
    waits(1);
    for (let tries = 0; tries < 100 && document.querySelector(REREAD)?.disabled !== false; tries += 1) await pause(50);
    press(document.querySelector(REREAD), REREAD);
    waits(-1);
  }

  new MutationObserver(() => {
    if (isLost()) wasLost = wasConnected;
    else {
      wasConnected = true;
      if (wasLost && document.querySelector(REREAD)) reread();
      wasLost = false;
    }
  }).observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: [STATE] });
  addEventListener("beforeunload", (event) => {
    if (isFresh()) event.preventDefault();
  });
})();
