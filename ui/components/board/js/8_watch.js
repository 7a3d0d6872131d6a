// The inputs beside the board are Streamlit's own. Their values stand in the page before the
// server knows them; the board shows what was worked out ahead for them at once.
const CONNECTION = "data-test-connection-state"; // on the app; "CONNECTED" while all is well
const WATCHED = { attributes: true, childList: true, characterData: true, subtree: true };

const valueOf = (page, name, words) => {
  const input = page.querySelector(`.st-key-${name} input`);
  if (!input) return null;
  if (input.type === "checkbox") return String(input.checked);
  return words ? (words[input.value] ?? null) : input.value;
};

// The setting that the inputs show now; null where one of them cannot be read.
const shownSetting = (board) => {
  const { inputs } = board.answer;
  const page = board.root.ownerDocument;
  const values = Object.fromEntries(
    Object.entries(inputs).map(([kind, { key, words }]) => [kind, valueOf(page, key, words)]),
  );
  if (Object.values(values).includes(null)) return null;
  const { padding_by, padding, stride, dilation, border, flip, stage } = values;
  const parts = [padding_by === "slider" ? padding : padding_by, stride, dilation, border, flip, stage];
  if (stage === "max" || stage === "average") parts.push(values.window, values.window_stride);
  return parts.join(" ");
};

// Show the setting of the inputs where it was worked out, else wait for the server's answer. An
// answer to an older setting is no reason to go back: its family is asked for the present one.
const follow = (board, fresh) => {
  const { family, answer } = board;
  const seen = shownSetting(board);
  const setting = seen && family.has(seen) ? seen : answer.setting;
  if (seen && seen !== setting && board.setting && !fresh) return;
  if (setting === board.setting && !fresh) return;
  board.setting = setting;
  board.update(family.of(setting));
};

const watch = (board) => {
  const page = board.root.ownerDocument;
  board.watcher ??= new MutationObserver(() => {
    tellConnection(board);
    follow(board, false);
  });
  board.watcher.disconnect();
  for (const { key } of Object.values(board.answer.inputs)) {
    const input = page.querySelector(`.st-key-${key}`);
    if (input) board.watcher.observe(input, WATCHED);
  }
  const app = page.querySelector(`[${CONNECTION}]`);
  if (app) board.watcher.observe(app, { attributes: true, attributeFilter: [CONNECTION] });
};

const tellConnection = (board) => {
  const app = board.root.ownerDocument.querySelector(`[${CONNECTION}]`);
  const lost = app && app.getAttribute(CONNECTION) !== "CONNECTED";
  const text = lost ? "Not connected: the board goes on by itself; the rest waits." : "";
  if (board.offline.textContent !== text) board.offline.textContent = text;
};

const answered = (board, answer) => {
  const before = board.answer;
  board.answer = answer;
  const fresh = board.family.take(answer) || answer.problem?.text !== before?.problem?.text;
  watch(board);
  follow(board, fresh);
};

