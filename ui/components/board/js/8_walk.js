// At first opening the window walks over the image by itself, until the first touch or key.
const WALK = 1200; // ms a cell
let walked = false; // once a page: not again when one comes back from another lesson

const walk = (board) => {
  const page = board.root.ownerDocument;
  const { location } = page.defaultView;
  const still = page.defaultView.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (walked || still || location.search || !board.map) return;
  walked = true;
  const timer = setInterval(() => board.go(board.at() + 1), WALK);
  const touches = [[page, "pointerdown"], [page, "keydown"], [board.stage, "pointerover"]];
  board.endWalk = () => {
    clearInterval(timer);
    for (const [place, name] of touches) place.removeEventListener(name, board.endWalk, true);
  };
  for (const [place, name] of touches) place.addEventListener(name, board.endWalk, true);
};

