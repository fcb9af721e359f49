// I tasti della scrivania. Ctrl+S salva anche la cella in cui si sta scrivendo: Streamlit la conosce solo quando la si lascia.
document.addEventListener(
  "keydown",
  (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && document.activeElement) {
      document.activeElement.blur();
    }
  },
  true,
);

// Più celle incollate in una del mese: il browser le unirebbe («3» e «100» farebbero 3.100); così si vedono, e sono rifiutate.
document.addEventListener(
  "paste",
  (event) => {
    if (!event.target.matches?.('[class*="st-key-cella-"] input')) return;
    const pasted = (event.clipboardData?.getData("text/plain") ?? "").trim();
    if (!/[\r\n\t]/.test(pasted)) return;
    event.preventDefault();
    document.execCommand("insertText", false, pasted.replace(/\r?\n|\r/g, "↵").replace(/\t/g, "⇥"));
  },
  true,
);

// Il mese: dopo l'ultima cella di un gruppo la prima del gruppo che segue; dall'inizio della pagina alla prima cella con un tasto.
(() => {
  const CELLS = '[class*="st-key-cella-"] input, [class*="st-key-motivo-"] input';
  const TABS = ".st-key-gruppo [role=tab]";
  const NOTHING = '.st-key-gruppo [role=tabpanel] [data-testid=stAlert]';
  const MOST_DRAWING_MS = 15_000;

  const seen = (what) => [...document.querySelectorAll(what)].filter((one) => one.offsetParent !== null);
  const cells = () => seen(CELLS);
  const pause = (time) => new Promise((done) => setTimeout(done, time));

  // Chi intanto preme o tocca altro ha deciso da sé dove andare: non lo si porta via di là.
  let gestures = 0;
  const decides = (event) => event.isTrusted && (event.type === "pointerdown" || event.key.length > 1 || event.key === " ");
  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, (event) => { if (decides(event)) gestures += 1; }, true);
  }

  function enter(field) {
    field.focus();
    field.select();
  }

  // Una riga sono tre parti di seguito: che cosa è, le sue celle, che cosa ne è stato.
  function ofItsRow(field) {
    const parts = [...(field.closest(".st-key-desk-rows")?.children ?? [])];
    const first = 3 * Math.floor(parts.findIndex((one) => one.contains(field)) / 3);
    return first < 0 ? [] : parts.slice(first, first + 3);
  }

  // Un rifiuto si vede prima di andare altrove: la prima volta ferma qui, la seconda, se è lo stesso, lascia passare.
  let shown = "";
  function isRefused(field) {
    const refusal = ofItsRow(field).map((one) => one.querySelector(".udp-wrong")).find(Boolean)?.textContent ?? "";
    const said = refusal && [field.getAttribute("aria-label"), field.value, refusal].join("\n");
    const isNew = said !== "" && said !== shown;
    shown = said;
    return isNew;
  }

  // Un gruppo appena aperto resta vuoto finché il server non l'ha disegnato: le sue celle, o che non manca nulla.
  async function drawn(before, isStill) {
    const since = Date.now();
    const isThere = () => !cells().some((one) => before.has(one)) && (cells().length > 0 || seen(NOTHING).length > 0);
    const isDrawn = () => isThere() && !window.udpBusy();  // mentre lo disegna, il server scrive ancora nelle celle
    while (!isDrawn() && isStill() && Date.now() - since < MOST_DRAWING_MS) await pause(20);
    return isDrawn();
  }

  async function openNext(isStill) {
    const tabs = [...document.querySelectorAll(TABS)];
    const here = tabs.findIndex((one) => one.getAttribute("aria-selected") === "true");
    for (const tab of tabs.slice(here + 1)) {
      if (!isStill()) return null;
      const before = new Set(cells());
      tab.click();
      await window.udpAccepted();
      if (!(await drawn(before, isStill))) return null;
      const [first] = cells();
      if (first) return first;
    }
    return null;
  }

  async function goOn(field) {
    const begun = gestures;
    const isStill = () => gestures === begun;
    field.blur();
    await window.udpAccepted();
    if (!isStill()) return;
    const all = cells();
    const next = all[all.indexOf(field) + 1];
    if (all.includes(field) && (next || isRefused(field))) {
      enter(next ?? field);
      return;
    }
    const first = await openNext(isStill);
    if (!isStill()) return;
    if (first) enter(first);
    else document.querySelector(".st-key-conferma button")?.focus();
  }

  document.addEventListener("keydown", (event) => {
    const isTab = event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    const field = document.activeElement;
    if (!isTab || !field?.matches?.(CELLS) || cells().at(-1) !== field) return;
    event.preventDefault();
    goOn(field);
  }, true);

  const skip = document.createElement("a");
  skip.className = "udp-skip";
  skip.href = "#stMain";
  skip.textContent = "Vai alla prima cella";
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    const [first] = cells();
    if (first) enter(first);
  });
  new MutationObserver(() => {
    const isWanted = document.querySelector(CELLS) !== null && document.querySelector(TABS) !== null;
    if (isWanted && !skip.isConnected) document.body.prepend(skip);
    else if (!isWanted && skip.isConnected) skip.remove();
  }).observe(document.documentElement, { subtree: true, childList: true });
})();

// «/»: si cerca qualunque cosa per nome, da ogni pagina, purché non si stia scrivendo altrove.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.composedPath()[0];
  const box = document.querySelector(".st-key-cerca input");
  if (!box) return;
  if (typing === box && !box.value) event.preventDefault();
  if (typing.closest?.("input, textarea, select, [contenteditable], .sala, .whatif, [data-testid=stDataFrame]")) return;
  event.preventDefault();
  box.focus();
}, true);

// Ciò che si è scelto cercando si apre da sé: è un collegamento come gli altri, appena il server l'ha disegnato.
(() => {
  let taken = "";
  document.addEventListener("input", (event) => { if (event.target.closest?.(".st-key-cerca")) taken = ""; }, true);
  new MutationObserver(() => {
    const way = document.querySelector(".st-key-cercato a");
    if (!way || way.href === taken) return;
    taken = way.href;
    way.click();
    document.activeElement?.blur();
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] });
})();
