// Ctrl+S salva anche la cella in cui si sta scrivendo: Streamlit la conosce solo quando la si lascia.
document.addEventListener(
  "keydown",
  (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && document.activeElement) {
      document.activeElement.blur();
    }
  },
  true,
);
