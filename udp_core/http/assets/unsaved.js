// Ciò che si scrive non si perde: a ogni tasto resta nel browser e, dopo un attimo, va al server come bozza di chi scrive.
// Il programma di base conosce un testo solo quando lo si lascia: un clic che porta via aspetta che l'abbia ricevuto.
(() => {
  const FIELD = "[data-testid=stTextInput] input, [data-testid=stTextArea] textarea, [data-testid=stNumberInput] input";
  const KEPT = /^(?:cella|motivo|scheda|scritto)-/;  // i posti in cui la bozza viene riofferta: altrove non si tiene nulla
  const LEAVING = "a[href], [role=tab], button";
  const SHELF = "udp-bozze-", REREAD = ".st-key-bozze-rileggi button";
  const PAUSE_MS = 300, MOST_UNSENT_MS = 1000, MOST_ANSWER_MS = 15_000, AGAIN_MS = 5000, QUIET_MS = 120, MOST_WAIT_MS = 4000, BEGINS_MS = 2500, LASTS_MS = 90 * 86_400_000;
  const LONGEST = 60_000, MOST_AT_ONCE = 100, MOST_ON_LEAVING = 60_000;
  const address = new URL("bozze", (window.__streamlit?.BACKEND_BASE_URL ?? location.origin).replace(/\/?$/, "/"));
  const own = `-${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;  // ogni finestra ha il suo scaffale
  const waiting = new Map();
  let mark = "", timer = 0, left = 0, atFocus = "", again = false, isShelved = true, found = new Map(), unsentSince = 0, underWay = null;

  function placeOf(field) {
    const name = field.closest('[class*="st-key-"]')?.className.match(/st-key-([\w-]+)/)?.[1] ?? "";
    return KEPT.test(name) ? name : "";
  }

  function shelve() {
    if (!mark) {
      isShelved = waiting.size === 0;
      return;
    }
    try {
      if (waiting.size) localStorage.setItem(SHELF + mark + own, JSON.stringify([...waiting]));
      else localStorage.removeItem(SHELF + mark + own);
      isShelved = true;
    } catch {
      isShelved = false;
    }
  }

  // Gli scaffali di chi è entrato, anche di finestre chiuse: di ogni posto vale ciò che vi si è scritto per ultimo.
  function takeDown() {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(SHELF + mark) && !one.endsWith(own))) {
      const text = localStorage.getItem(name) ?? "[]";
      found.set(name, text);
      for (const [place, one] of readShelf(text)) {
        const isLater = (waiting.get(place)?.at ?? 0) < one.at;
        if (isLater && Date.now() - one.at < LASTS_MS) waiting.set(place, one);
      }
    }
    return waiting.size > 0;
  }

  function readShelf(text) {
    try {
      const kept = JSON.parse(text);
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  // Uno scaffale si svuota solo quando ciò che c'era è al sicuro, e se nel frattempo nessuno vi ha messo altro.
  function emptyFound() {
    for (const [name, text] of found) if (localStorage.getItem(name) === text) localStorage.removeItem(name);
    found = new Map();
  }

  async function askWho() {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    mark ||= (await answer.json()).chi;  // chi ha aperto la pagina, anche dopo che la sua sessione è finita
    return mark;
  }

  function batches() {
    const ready = [...waiting].filter(([, one]) => one.words.length <= LONGEST);
    const made = [];
    let size = 0;
    for (const entry of ready) {
      const length = 3 * entry[1].words.length + 500;
      if (!made.length || made.at(-1).length >= MOST_AT_ONCE || size + length > MOST_ON_LEAVING) {
        made.push([]);
        size = 0;
      }
      made.at(-1).push(entry);
      size += length;
    }
    return made;
  }

  async function post(batch) {
    const now = Date.now();
    const bozze = batch.map(([posto, one]) => ({ posto, testo: one.words, da: Math.max(0, now - one.at) }));
    const body = JSON.stringify({ chi: mark, bozze });
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(MOST_ANSWER_MS), keepalive: body.length < MOST_ON_LEAVING });
    if (!answer.ok || !(await answer.json()).tenuto) return false;
    for (const [place, one] of batch) if (waiting.get(place) === one) waiting.delete(place);
    return true;
  }

  // A ogni pausa; e anche a chi scrive senza fermarsi, ogni secondo: un browser che muore non porta via di più.
  function later() {
    clearTimeout(timer);
    unsentSince ||= Date.now();
    timer = setTimeout(send, Math.max(0, Math.min(PAUSE_MS, unsentSince + MOST_UNSENT_MS - Date.now())));
  }

  // Un invio alla volta: ciò che si è scritto prima non arriva dopo.
  async function send() {
    clearTimeout(timer);
    unsentSince = 0;
    while (underWay) await underWay;
    if (!waiting.size) return true;
    underWay = deliver();
    try {
      return await underWay;
    } finally {
      underWay = null;
    }
  }

  async function deliver() {
    let done = false;
    try {
      if (mark || (await askWho())) done = (await Promise.all(batches().map(post))).every(Boolean);
    } catch {
      done = false;
    }
    shelve();
    if (!done) timer = setTimeout(send, AGAIN_MS);
    return done;
  }

  // Chi se ne va non aspetta la risposta di prima.
  function leave() {
    if (waiting.size) deliver();
  }

  // Ciò che era rimasto nel browser, tenuto dal server dopo che la pagina era già disegnata: la pagina lo offre.
  // Un server che non risponde ancora, o una pagina che tarda, si aspettano: quanto è rimasto non aspetta un'altra visita.
  async function sendLeftOver() {
    while (!mark) {
      try {
        if (!(await askWho())) return;  // nessuno è entrato da questo browser
      } catch {
        await pause(AGAIN_MS);
      }
    }
    try {
      if (!takeDown()) return;
    } catch {
      return;  // il browser non lascia leggere ciò che tiene
    }
    while (!(await send())) await pause(AGAIN_MS);
    emptyFound();
    for (let reread = null; !reread || isBusy(); await pause(200)) reread = document.querySelector(REREAD);
    document.querySelector(REREAD)?.click();
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  function isBusy() {
    return document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") !== "notRunning";
  }

  // Il server comincia a rispondere dopo che il valore gli è arrivato: su una macchina lenta, ben dopo che lo si è lasciato.
  let began = 0;
  new MutationObserver(() => {
    if (isBusy()) began = Date.now();
  }).observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ["data-test-script-state"] });

  async function begun(moment) {
    while (moment && began < moment && Date.now() - moment < BEGINS_MS) await pause(20);
  }

  // Quando il server ha ricevuto ciò che si è lasciato a quel momento; dopo un poco, comunque.
  async function accepted(moment = left) {
    await begun(moment);
    const since = Date.now();
    let quiet = 0;
    while (Date.now() - since < MOST_WAIT_MS && quiet < QUIET_MS) {
      await pause(20);
      quiet = isBusy() ? 0 : quiet + 20;
    }
    left = 0;
  }

  // Ciò che si premeva: si chiama come prima, e sta nello stesso posto. Di «Riprendi» ce n'è uno per campo.
  const keyOf = (one) => one.closest('[class*="st-key-"]')?.className.match(/st-key-[\w-]+/)?.[0] ?? "";
  const nameOf = (one) => [one.tagName, one.getAttribute("role"), one.getAttribute("href"), keyOf(one), one.textContent].join("\n");

  // Ciò che si era premuto; se intanto la pagina è stata ridisegnata, ciò che sta al suo posto.
  function named(target, name) {
    return target.isConnected ? target : [...document.querySelectorAll(LEAVING)].find((one) => nameOf(one) === name);
  }

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(FIELD)) return;
    atFocus = event.target.value;
    if (!mark && placeOf(event.target)) askWho().then(shelve, () => {});
  }, true);
  document.addEventListener("input", (event) => {
    const place = event.target.matches?.(FIELD) ? placeOf(event.target) : "";
    if (!place) return;
    waiting.set(place, { words: event.target.value, at: Date.now() });
    shelve();
    later();
  }, true);
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(FIELD) && event.target.value !== atFocus) left = Date.now();
  }, true);
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest(LEAVING) : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (again || !target || !isPlain || !left || Date.now() - left > MOST_WAIT_MS) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const name = nameOf(target);
    const sent = Promise.race([send(), pause(MOST_WAIT_MS)]);  // chi torna subito qui trova anche ciò che ha lasciato ora
    Promise.all([accepted(), sent]).then(() => {
      again = true;
      named(target, name)?.click();
      again = false;
    });
  }, true);
  // Un pulsante ridisegnato tra quando lo si preme e quando lo si lascia non riceve il clic: lo riceve quello nuovo.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    const target = event.button === 0 && event.target instanceof Element ? event.target.closest(LEAVING) : null;
    pressed = target && { target, name: nameOf(target) };
  }, true);
  document.addEventListener("pointerup", (event) => {
    const { target, name } = pressed ?? {};
    pressed = null;
    if (!target || target.isConnected) return;
    const drawn = named(target, name);
    if (drawn?.contains(document.elementFromPoint(event.clientX, event.clientY))) drawn.click();
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  addEventListener("pagehide", leave);
  addEventListener("beforeunload", (event) => {
    const isTooLong = [...waiting.values()].some((one) => one.words.length > LONGEST);
    if (waiting.size && (!isShelved || isTooLong)) event.preventDefault();
  });
  window.udpAccepted = accepted;
  window.udpBusy = isBusy;
  window.udpBegan = () => began;
  sendLeftOver();
})();
