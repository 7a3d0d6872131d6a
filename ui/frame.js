// All that hangs on Streamlit's own markup in scripts: tests/browser/test_framework_markup.py names it.
if (!window.bringIntoView) {
  // What is kept without its cookie, which lives for 60 days, is kept no more.
  if (!/(^|; )cnn_kept=1/.test(document.cookie)) {
    ["sketch", "digits", "receipts", "progress"].forEach((name) => localStorage.removeItem("cnn_" + name));
  }

  // On a phone the sidebar lies over the lesson: a link that was followed closes it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-testid=stSidebar] a");
    if (link && window.innerWidth < 768) {
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    }
  });

  // The canvas brings tools of its own, which our sheet keeps out of sight: nobody else meets them
  // either. What is drawn there has a name.
  const canvases = ".st-key-canvas [data-testid=stBidiComponentIsolated]";
  const met = new WeakSet();
  const meet = (root) => {
    root.querySelector(".dc-toolbar-card")?.setAttribute("inert", "");
    const drawn = root.querySelector("canvas.upper-canvas");
    drawn?.setAttribute("role", "img");
    drawn?.setAttribute("aria-label", "Your drawing");
  };
  new MutationObserver(() => {
    document.querySelectorAll(canvases).forEach(({ shadowRoot: root }) => {
      if (!root || met.has(root)) return;
      met.add(root);
      new MutationObserver(() => meet(root)).observe(root, { childList: true, subtree: true });
      meet(root);
    });
  }).observe(document.body, { childList: true, subtree: true });

  // Escape presses the way back from what is presented.
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") document.querySelector(".st-key-presenting button")?.click();
  });

  // What a page was opened for, or what was asked about, is brought into view, once: Streamlit gives
  // an element the class of its key. While the page is still being drawn it is kept there, until
  // the reader does anything. A question that stays in sight is not lain over it.
  const shown = new Set();
  let letGo = () => {};
  window.bringIntoView = (key, once) => {
    if (shown.has(once)) return;
    shown.add(once);
    letGo();
    let found = false;
    const keep = new ResizeObserver(() => {
      const part = document.querySelector(`.st-key-${key}`);
      if (found && !part) letGo();  // another lesson
      found ||= !!part;
      if (part) showPart(part);
    });
    const acts = ["wheel", "pointerdown", "keydown"];
    letGo = () => {
      keep.disconnect();
      acts.forEach((act) => removeEventListener(act, letGo, true));
    };
    acts.forEach((act) => addEventListener(act, letGo, true));
    keep.observe(document.querySelector("[data-testid=stMainBlockContainer]"));
  };
  const showPart = (part) => {
    const question = document.querySelector(".st-key-path")?.parentElement;
    const sticks = question && getComputedStyle(question).position === "sticky";
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const bring = (one) => one.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    if (question && !sticks) {  // on a phone what was found out is read first
      question.style.scrollMarginTop = "4rem";
      if (question.getBoundingClientRect().top < 0) bring(question);
      return;
    }
    const above = sticks ? question.offsetHeight + parseFloat(getComputedStyle(question).top) : 0;
    part.style.scrollMarginTop = `${above + 16}px`;
    const { top, bottom } = part.getBoundingClientRect();
    const seen = sticks ? bottom <= innerHeight : top < innerHeight / 2;
    if (top >= above && seen) return;
    bring(part);
  };
  (window.toBringIntoView ?? []).forEach((one) => bringIntoView(...one));  // told before this came
}
