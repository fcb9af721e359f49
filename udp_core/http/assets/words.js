// L'inglese che il programma di base tiene per sé, in italiano; il collegamento perso, detto senza coprire la pagina;
// dopo l'ingresso con l'identità dell'ente, di nuovo la pagina da cui si era partiti.
const WORDS = new Map(Object.entries({
  "Skip to main content": "Vai al contenuto",
  "Main menu": "Menu principale",
  "App pages": "Pagine",
  "Notifications": "Avvisi",
  "Sidebar": "Barra laterale",
  "Expand sidebar": "Apri la barra laterale",
  "Collapse sidebar": "Chiudi la barra laterale",
  "Navigate to home page": "Vai alla prima pagina",
  "View more": "Mostra altre",
  "View less": "Mostra meno",
  "Running...": "In corso…",
  "Stop": "Ferma",
  "Rerun": "Esegui di nuovo",
  "Always rerun": "Esegui sempre di nuovo",
  "Connecting": "Collegamento…",
  "Connecting to Streamlit server": "Collegamento al cruscotto",
  "Error": "Errore",
  "Unable to connect to Streamlit server": "Il cruscotto non risponde",
  "Settings": "Impostazioni",
  "Print": "Stampa",
  "Record a screencast": "Registra lo schermo",
  "About": "Informazioni",
  "Get help": "Aiuto",
  "Report a bug": "Segnala un errore",
  "Close": "Chiudi",
  "Cancel": "Annulla",
  "Copy": "Copia",
  "Copied": "Copiato",
  "Copy to clipboard": "Copia",
  "Learn more": "Altro",
  "Try again": "Riprova",
  "Open": "Apri",
  "Clear value": "Togli la scelta",
  "Clear all": "Togli tutto",
  "Clear entry": "Svuota",
  "Clear selection": "Togli la selezione",
  "Select...": "Scegliere…",
  "Choose an option": "Scegliere",
  "Choose options": "Scegliere",
  "Select all": "Seleziona tutto",
  "Selected values": "Valori scelti",
  "Selectbox options": "Scelte",
  "No results": "Nessun risultato",
  "No data": "Nessun dato",
  "No options to select": "Niente da scegliere",
  "No content": "Niente da mostrare",
  "Scroll tabs left": "Schede precedenti",
  "Scroll tabs right": "Schede successive",
  "Fullscreen": "A tutto schermo",
  "Close fullscreen": "Chiudi lo schermo intero",
  "View fullscreen": "A tutto schermo",
  "Exit fullscreen": "Chiudi lo schermo intero",
  "Search": "Cerca",
  "Close Search": "Chiudi la ricerca",
  "Previous Result": "Risultato precedente",
  "Next Result": "Risultato successivo",
  "Show/hide columns": "Mostra o nascondi colonne",
  "Add row": "Aggiungi una riga",
  "Delete row(s)": "Togli le righe",
  "Download as CSV": "Scarica CSV",
  "Dataframe column menu": "Menu della colonna",
  "Sort ascending": "Ordina crescente",
  "Sort descending": "Ordina decrescente",
  "Format": "Formato",
  "Autosize": "Adatta la larghezza",
  "Pin column": "Blocca la colonna",
  "Unpin column": "Sblocca la colonna",
  "Hide column": "Nascondi la colonna",
  "Statistics": "Statistiche",
  "Copy column name": "Copia il nome della colonna",
  "Based on sample": "Su un campione",
  "Automatic": "Automatico",
  "Localized": "Come si scrive qui",
  "Plain": "Senza separatori",
  "Compact": "Abbreviato",
  "Accounting": "Contabile",
  "Scientific": "Scientifico",
  "Percent": "Percentuale",
  "Dollar": "Dollari",
  "Yen": "Yen",
  "Distance": "Da quanto tempo",
  "Duration": "Durata",
  "Calendar": "Calendario",
  "Count": "Quanti",
  "Distinct": "Diversi",
  "Empty": "Vuoti",
  "Sum": "Somma",
  "Average": "Media",
  "Median": "Mediana",
  "Minimum": "Minimo",
  "Maximum": "Massimo",
  "Standard deviation": "Scarto",
  "Average length": "Lunghezza media",
  "Minimum length": "Lunghezza minima",
  "Maximum length": "Lunghezza massima",
  "Pagination": "Pagine",
  "Previous page": "Pagina precedente",
  "Next page": "Pagina successiva",
  "Button action menu": "Altri comandi",
  "Link to heading": "Collegamento al titolo",
  "Toggle fullscreen": "A tutto schermo",
  "Stop script": "Ferma",
  "Reset": "Come prima",
  "Restore": "Come prima",
  "Cancel (Escape)": "Annulla (Esc)",
  "An error has occurred, please try again.": "Errore imprevisto: riprovare.",
  "⚠️ Please fill out this cell.": "⚠️ Completare la cella.",
  "Please fill out this cell.": "Completare la cella.",
  "⚠️ Invalid input.": "⚠️ Valore non valido.",
  "Invalid input.": "Valore non valido.",
  "Upload": "Scegli il file",
  "Browse files": "Scegli il file",
  "file upload": "file da caricare",
  "Increment": "Più",
  "Decrement": "Meno",
  "Add files": "Scegli il file",
  "Drag and drop file here": "Trascinare qui il file",
  "Drag and drop files here": "Trascinare qui i file",
  "Drag and drop a file here": "Trascinare qui il file",
  "Download failed": "Il file non è stato preparato",
  "Failed to generate file for download": "Il file non è stato preparato: ricaricare la pagina e, se la sessione è finita, rientrare.",
  "Unknown error": "Errore imprevisto",
  "Unknown Error": "Errore imprevisto",
  "Request aborted": "Invio interrotto",
  "Network Error": "Collegamento interrotto",
  "Page not found": "Pagina non trovata",
  "Script execution error": "Errore imprevisto",
  "Zoom": "Ingrandisci",
  "Zoom in": "Ingrandisci",
  "Zoom out": "Rimpicciolisci",
  "Pan": "Sposta",
  "Reset axes": "Assi di prima",
  "Autoscale": "Adatta",
}));
const PHRASES = [
  [/^(?:Limit )?([\d.]+) ?([KMG]?)B per file(.*)$/s, (_, size, times, more) => `al massimo ${large(size, times)}${more}`],
  [/^([\d.]+) ?([KMG]?)B$/, (_, size, times) => large(size, times)],
  [/^(?:Error: )?(.+) files are not allowed\.$/s, "I file di questo tipo non si possono caricare."],
  [/^(?:Error: )?File must be ([\d.]+) ?([KMG]?)B or smaller\.$/, (_, size, times) => `Il file supera ${large(size, times)}.`],
  [/^.*[Rr]equest failed with status code 40[13].*$/s, "Il file non è stato ricevuto: rientrare e sceglierlo di nuovo."],
  [/^.*[Rr]equest failed with status code.*$/s, "Il file non è stato ricevuto: riprovare."],
  [/^Press (.+) to (?:apply|submit form)$/, "$1 per confermare"],
  [/^Shortcut (.+)$/, "Scorciatoia $1"],
  [/^[a-z_]+ icon$/, "icona"],
  [/^Add: (.+)$/s, "Aggiungi: $1"],
  [/^(?:View )?(\d+) more$/, "altre $1"],
  [/^Page (\d+)$/, "Pagina $1"],
  [/^Select (\d+) matches$/, "Seleziona i $1 trovati"],
  [/^Remove (.+)$/s, "Togli $1"],
  [/^The page that you have requested does not seem to exist.*$/s, "La pagina chiesta non esiste: si è aperta la prima."],
  [/^You do not have access.*$/s, "La pagina chiesta non si può aprire."],
];
// «108.0B» è «108 byte», «2.4KB» «2,4 KB».
function large(size, times) {
  return `${size.replace(/\.0$/, "").replace(".", ",")} ${times ? `${times}B` : "byte"}`;
}
const NAMES = ["aria-label", "title", "placeholder", "alt", "data-title"];
const OURS = "[data-testid=stMarkdownContainer],[data-testid=stHtml],[data-testid=stTable],textarea,[contenteditable],script,style,.udp-alarm";
const THEIRS = "[data-testid=stFileUploader],[data-testid=stToolbar],[data-testid=stStatusWidget],[role=dialog]";
const LONGEST = 200;

function italian(words) {
  const bare = words.trim();
  if (!bare || bare.length > LONGEST) return null;
  const known = WORDS.get(bare);
  if (known) return words.replace(bare, known);
  const [first, ...rest] = bare.split(": ");
  if (rest.length && WORDS.has(first)) return [WORDS.get(first), ...rest].join(": ");
  for (const [english, ours] of PHRASES) if (english.test(bare)) return bare.replace(english, ours);
  return null;
}

function translateText(node) {
  const found = italian(node.data);
  if (found === null || found === node.data) return;
  const place = node.parentElement;
  if (!place?.closest(OURS) || place.closest(THEIRS)) node.data = found;
}

function translateNames(element) {
  for (const name of NAMES) {
    const words = element.getAttribute(name);
    const found = words && italian(words);
    if (found && found !== words) element.setAttribute(name, found);
  }
}

function translate(root) {
  if (root.nodeType === Node.TEXT_NODE) translateText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  translateNames(root);
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) node.nodeType === Node.TEXT_NODE ? translateText(node) : translateNames(node);
}

// Il collegamento: l'avviso del programma di base copre la pagina e parla a chi lo sviluppa; il nostro sta in basso.
const LOST = "Collegamento perso: si riprova. Ciò che è scritto resta.";
const STATE = "data-test-connection-state";
const alarm = document.createElement("p");
alarm.className = "udp-alarm";
alarm.setAttribute("role", "alert");
alarm.style.cssText = "position:fixed;left:0;right:0;bottom:0;margin:0;padding:.75rem 1rem;z-index:1000000;background:#8B1A1A;color:#fff;font:600 1rem/1.4 'Titillium Web',sans-serif;text-align:center";
let wasConnected = false;
let waiting = 0;

function lost() {
  if (!location.pathname.endsWith("/sala")) {
    alarm.textContent = LOST;
    document.body.append(alarm);
  }
}

function connection(state) {
  clearTimeout(waiting);
  if (state === "CONNECTED") {
    wasConnected = true;
    alarm.remove();
  } else if (wasConnected && !alarm.isConnected) {
    waiting = setTimeout(lost, 1000);
  }
}

function putAside(dialog) {
  const words = dialog.textContent ?? "";
  if (!/Connection error|Is Streamlit still running|Streamlit server is not responding/.test(words)) return;
  dialog.style.display = "none";
  dialog.querySelector("button[aria-label=Close],button[aria-label=Chiudi]")?.click();
  if (!wasConnected) lost();
}

// L'identità dell'ente riporta alla prima pagina: si torna a quella da cui si era partiti.
const BACK = "udp-vai";
const LASTS_MS = 600_000;
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest(".st-key-provider-in")) {
    sessionStorage.setItem(BACK, JSON.stringify({ place: location.pathname + location.search, at: Date.now() }));
  }
}, true);

function goBack() {
  const kept = sessionStorage.getItem(BACK);
  const root = new URL(window.__streamlit?.BACKEND_BASE_URL ?? location.origin).pathname.replace(/\/?$/, "/");
  if (!kept || location.pathname !== root) return;
  sessionStorage.removeItem(BACK);
  const { place, at } = JSON.parse(kept);
  const target = new URL(place, location.origin);
  if (target.origin === location.origin && target.pathname !== root && Date.now() - at < LASTS_MS) location.replace(target);
}

// Il menù di uno schermo stretto: un elenco per ogni gruppo, non uno solo con i gruppi in mezzo alle voci.
function menu() {
  const list = document.querySelector("[data-testid=stSidebarNavItems]");
  if (!list) return;
  list.setAttribute("role", "presentation");
  for (const group of list.querySelectorAll(":scope > div")) group.setAttribute("role", "list");
}

function see(changes) {
  for (const change of changes) {
    if (change.type === "childList") {
      for (const node of change.addedNodes) {
        translate(node);
        if (node.nodeType === Node.ELEMENT_NODE) {
          const dialog = node.matches("[role=dialog],[data-testid=stDialog]") ? node : node.querySelector("[data-testid=stDialog],[role=dialog]");
          if (dialog) putAside(dialog);
          const app = node.matches(`[${STATE}]`) ? node : node.querySelector(`[${STATE}]`);
          if (app) connection(app.getAttribute(STATE));
        }
      }
    } else if (change.type === "characterData") {
      translateText(change.target);
    } else if (change.attributeName === STATE) {
      connection(change.target.getAttribute(STATE));
    } else {
      translateNames(change.target);
    }
  }
  menu();
}

goBack();
translate(document.documentElement);
new MutationObserver(see).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [STATE, ...NAMES] });
