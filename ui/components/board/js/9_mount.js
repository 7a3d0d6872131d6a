// Streamlit calls this on every change of data or theme; the board itself is made once.
const boards = new WeakMap();

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  if (!boards.has(root)) boards.set(root, new Board(parentElement));
  const board = boards.get(root);
  board.send = setTriggerValue;
  answered(board, data);
  walk(board);
  return () => {
    board.watcher.disconnect();
    root.ownerDocument.removeEventListener("input", board.typed, true);
    board.endWalk?.();
    stop(board);
  };
}
