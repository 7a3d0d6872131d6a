// The inputs beside the board are Streamlit's own. Their values stand in the page before the
// server knows them; the board shows what was worked out ahead for them at once.
const CONNECTION = "data-test-connection-state"; // on the app; "CONNECTED" while all is well
const UNANSWERED = 6000; // ms after which a server that is back does not know this page
const WATCHED = { attributes: true, childList: true, characterData: true, subtree: true };

const valueOf = (page, name, words) => {
  const input = page.querySelector(`.st-key-${name} input`);
  if (!input) return null;
  if (input.type === "checkbox") return String(input.checked);
  return words ? (words[input.value] ?? null) : input.value;
};

const shownValues = ({ root, answer }) =>
  Object.fromEntries(
    Object.entries(answer.inputs).map(([kind, { key, words }]) => [
      kind,
      valueOf(root.ownerDocument, key, words),
    ]),
  );

// The setting that the inputs show now; null where one of them cannot be read.
const shownSetting = (board) => {
  const values = shownValues(board);
  if (Object.values(values).includes(null)) return null;
  const { padding_by, padding, stride, dilation, border, flip, stage } = values;
  const parts = [padding_by === "slider" ? padding : padding_by, stride, dilation, border, flip, stage];
  if (stage === "max" || stage === "average") parts.push(values.window, values.window_stride);
  return parts.join(" ");
};

// Show the setting of the inputs where it was worked out, else wait for the server's answer. An
// answer to an older setting is no reason to go back: its family is asked for the present one.
// `others`: the grids are others than before; `again`: draw in any case.
const follow = (board, { others = false, again = others } = {}) => {
  const { family, answer } = board;
  const seen = shownSetting(board);
  const setting = seen && family.has(seen) ? seen : answer.setting;
  if (seen && seen !== setting && board.setting && !others) return;
  if (setting === board.setting && !again) return;
  board.setting = setting;
  board.update(family.of(setting));
};

const watch = (board) => {
  const page = board.root.ownerDocument;
  board.watcher ??= new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => attributeName === CONNECTION)) tellConnection(board);
    follow(board);
  });
  board.watcher.disconnect();
  board.typed ??= () => follow(board); // a key: before the page is drawn anew
  page.addEventListener("input", board.typed, true);
  for (const { key } of Object.values(board.answer.inputs)) {
    const input = page.querySelector(`.st-key-${key}`);
    if (input) board.watcher.observe(input, WATCHED);
  }
  const app = page.querySelector(`[${CONNECTION}]`);
  if (app) board.watcher.observe(app, { attributes: true, attributeFilter: [CONNECTION] });
};

// An input let go while the server was away keeps what it shows, but nobody was told: it is told
// now. A server that started anew knows nothing of this page, and does not answer; then the page is
// opened anew, with what its inputs show.
const tellMissed = (board) => {
  board.asked = stamp(board);
  board.send("moved", { values: shownValues(board), sent: board.asked });
  board.waiting = setTimeout(() => reopen(board), UNANSWERED);
};

const reopen = (board) => {
  const { location } = board.root.ownerDocument.defaultView;
  const address = new URL(location);
  const page = board.root.ownerDocument;
  for (const { key } of Object.values(board.answer.inputs)) {
    const slider = page.querySelector(`.st-key-${key} input[type=range]`);
    if (slider) address.searchParams.set(key, slider.value);
  }
  location.assign(address);
};

const tellConnection = (board) => {
  const app = board.root.ownerDocument.querySelector(`[${CONNECTION}]`);
  const lost = app.getAttribute(CONNECTION) !== "CONNECTED";
  if (lost) clearTimeout(board.waiting);
  else if (board.lost) tellMissed(board);
  board.lost = lost;
  const text = lost ? "Not connected: the board goes on by itself; the rest waits." : "";
  if (board.offline.textContent !== text) board.offline.textContent = text;
};

const answered = (board, answer) => {
  const before = board.answer;
  board.answer = answer;
  if (answer.taken === board.asked) clearTimeout(board.waiting);
  const others = board.family.take(answer);
  const told = JSON.stringify(answer.problem) !== JSON.stringify(before?.problem);
  const asks = answer.asks !== before?.asks;
  const painted = board.grids?.some((grid) => !grid.drawn); // a stroke, whatever became of it
  watch(board);
  follow(board, { others, again: others || told || asks || painted });
};

