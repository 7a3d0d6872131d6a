// All that hangs on Streamlit's own markup in scripts: tests/browser/test_framework_markup.py names it.
if (!window.bringIntoView) {
  // On a phone the sidebar lies over the lesson: a link that was followed closes it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-testid=stSidebar] a");
    if (link && window.innerWidth < 768) {
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    }
  });

  // A page opened for its exercise shows it, once: Streamlit gives an element the class of its key.
  const shown = new Set();
  window.bringIntoView = (key) => {
    if (shown.has(key)) return;
    shown.add(key);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector(`.st-key-${key}`)?.scrollIntoView(
      { block: "start", behavior: calm ? "auto" : "smooth" });
  };
}
