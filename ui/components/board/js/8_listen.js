// Pointer and keyboard.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const listen = (board) => {
  const { root, stage } = board;
  const found = (event) => {
    const cell = event.target.closest?.(".cell");
    return cell ? [board.named[cell.dataset.grid], Number(cell.dataset.at)] : null;
  };
  const mode = () => root.querySelector("[data-do=mode]").value;

  stage.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const look = found(event);
    if (board.stroke && look) board.paintCell(...look);
    if (look && !board.pinned && look[0].kind === "map") board.current = spot(board, look[1]);
    board.hovered = look;
    board.show();
  });
  stage.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" || !board.stroke) return;
    const under = root.getRootNode().elementFromPoint(event.clientX, event.clientY);
    const cell = under?.closest?.(".cell");
    if (cell) board.paintCell(board.named[cell.dataset.grid], Number(cell.dataset.at));
  });
  stage.addEventListener("pointerleave", () => {
    board.hovered = null;
    board.show();
  });
  stage.addEventListener("pointerdown", (event) => {
    const look = found(event);
    if (!look || event.button !== 0 || event.target.tagName === "INPUT") return;
    const [grid, at] = look;
    if (grid.kind === "image" && mode() === "toggle" && grid.holds(at)) {
      event.target.releasePointerCapture?.(event.pointerId);
      board.startStroke(grid, at);
    }
  });
  const release = () => board.stroke && board.endStroke();
  root.ownerDocument.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("click", (event) => {
    const look = found(event);
    if (!look || event.target.tagName === "INPUT") return;
    const [grid, at] = look;
    board.hovered = look;
    if (grid.kind === "map" && board.answer.asks) {
      board.send("picked", { at });
    } else if (grid.kind === "map") {
      const same = board.pinned && board.at() === at;
      board.pinned = !same;
      board.current = spot(board, at);
      stop(board);
      board.show();
      board.announce();
    } else {
      if (mode() !== "look" && (grid.kind === "kernel" || mode() === "type")) {
        board.openEditor(grid, at);
      }
      board.show();
    }
  });

  stage.addEventListener("focusin", (event) => {
    const look = found(event);
    if (!look || event.target.tagName === "INPUT") return;
    look[0].tabStop(look[1]);
    if (!event.target.matches(":focus-visible")) return;
    if (look[0].kind === "map") board.current = spot(board, look[1]);
    board.hovered = look;
    board.show();
    board.announce();
  });
  stage.addEventListener("focusout", (event) => {
    if (!stage.contains(event.relatedTarget)) board.hovered = null;
  });
  stage.addEventListener("paste", (event) => {
    const look = found(event);
    if (look) board.pasted(event, ...look);
  });
  stage.addEventListener("keydown", (event) => keyed(board, event, found(event)));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && board.pinned) {
      board.pinned = false;
      board.show();
    }
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && !event.altKey && event.target.tagName === "BUTTON") {
      event.preventDefault();
      stepped(board, step);
    }
  });
  root.querySelector(".transport").addEventListener("click", (event) => {
    const what = event.target.closest("button")?.dataset.do;
    if (what === "back") stepped(board, -1);
    if (what === "next") stepped(board, 1);
    if (what === "play") (board.timer ? stop : play)(board);
  });
  root.querySelector("[data-do=speed]").addEventListener("change", () => {
    if (board.timer) play(board);
  });
};

const spot = (board, at) => [Math.floor(at / board.columns), at % board.columns];

const keyed = (board, event, look) => {
  if (!look || event.target.tagName === "INPUT") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return; // not the board's: Alt leads on
  const [grid, at] = look;
  const step = STEPS[event.key];
  if (step) {
    event.preventDefault();
    event.stopPropagation();
    const row = Math.floor(at / grid.cols) + step[0];
    const col = (at % grid.cols) + step[1];
    if (row < 0 || col < 0 || row >= grid.rows || col >= grid.cols) return;
    grid.cells[row * grid.cols + col].focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (board.editable(grid, at)) board.openEditor(grid, at);
    else grid.cells[at].click();
  } else if (event.key === " ") {
    event.preventDefault();
    if (grid.kind === "image" && grid.holds(at)) {
      board.startStroke(grid, at);
      board.endStroke();
    } else grid.cells[at].click();
  } else if (["Delete", "Backspace"].includes(event.key) && board.editable(grid, at)) {
    event.preventDefault();
    board.send_(grid, [at], "0");
  } else if (event.key.length === 1 && !/\s/.test(event.key) && board.editable(grid, at)) {
    event.preventDefault();
    board.openEditor(grid, at, event.key);
  }
};

const stepped = (board, by) => {
  stop(board);
  board.hovered = null;
  board.go(board.at() + by);
  board.announce();
};

const play = (board) => {
  clearInterval(board.timer);
  board.pinned = false;
  const pause = Number(board.root.querySelector("[data-do=speed]").value);
  board.timer = setInterval(() => {
    if (board.root.isConnected) board.go(board.at() + 1);
    else stop(board);
  }, pause);
  shown(board, true);
};

const stop = (board) => {
  clearInterval(board.timer);
  board.timer = null;
  shown(board, false);
};

const shown = (board, playing) => {
  board.root.classList.toggle("playing", playing);
  const button = board.root.querySelector(".play");
  button.querySelector("span").textContent = playing ? "Pause" : "Play";
  button.setAttribute("aria-label", playing ? "Pause" : "Play");
};

