// Grids of numbers to look at and point at: one canvas a grid, a cell is told back on click or Enter.
// Arrow keys move within a grid, Page Up and Page Down go to the grid before and after.

export default function (component) {
  const { data: [data], parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".cells");
  const state = (root.state ??= { cursors: {}, active: null, count: 0 });
  state.data = data;
  state.pick = (grid, row, col) =>
    setTriggerValue("pick", { grid: grid.id, row, col, count: ++state.count });
  const focused = root.querySelector("canvas:focus")?.dataset.id;
  const holder = root.querySelector(".grids");
  holder.replaceChildren(...data.grids.map((grid) => figure(root, state, grid)));
  const canvases = [...holder.querySelectorAll("canvas")];
  if (!canvases.some((canvas) => canvas.dataset.id === state.active)) state.active = null;
  for (const canvas of canvases) canvas.tabIndex = canvas.dataset.id === state.active ? 0 : -1;
  if (!state.active && canvases[0]) canvases[0].tabIndex = 0;
  if (focused) canvases.find((canvas) => canvas.dataset.id === focused)?.focus();
  root.querySelector(".readout").textContent = data.hint ?? "";
}

function figure(root, state, grid) {
  const box = document.createElement("figure");
  if (grid.title) {
    const words = document.createElement("figcaption");
    words.textContent = grid.title;
    box.append(words);
  }
  if (grid.sign) {
    box.className = grid.sign === "\n" ? "wide" : "sign";
    box.textContent = grid.sign.trim();
    return box;
  }
  const values = new Float32Array(
    Uint8Array.from(atob(grid.data), (letter) => letter.charCodeAt(0)).buffer,
  );
  const canvas = document.createElement("canvas");
  canvas.dataset.id = grid.id;
  canvas.setAttribute("role", "application");
  canvas.setAttribute(
    "aria-label",
    `${grid.name}, ${grid.rows} rows, ${grid.cols} columns. Arrow keys move, Enter opens a cell.`,
  );
  const at = { grid, values, canvas };
  draw(state, at);
  listen(root, state, at);
  box.append(canvas);
  return box;
}

function draw(state, { grid, values, canvas }) {
  const dense = window.devicePixelRatio || 1;
  const side = grid.size;
  canvas.style.width = `${grid.cols * side}px`;
  canvas.style.aspectRatio = `${grid.cols} / ${grid.rows}`;
  canvas.width = grid.cols * side * dense;
  canvas.height = grid.rows * side * dense;
  const pen = canvas.getContext("2d");
  pen.scale(dense, dense);
  for (let place = 0; place < values.length; place++) {
    const row = Math.floor(place / grid.cols);
    const col = place % grid.cols;
    const colour = shade(state.data.scales[grid.scale], part(grid, values[place]));
    pen.fillStyle = rgb(colour);
    pen.fillRect(col * side, row * side, side + 0.5, side + 0.5);
    if (grid.numbers) {
      pen.fillStyle = textOn(colour, "#111");
      pen.font = `${Math.min(15, side * 0.3)}px sans-serif`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(short(values[place]), (col + 0.5) * side, (row + 0.5) * side, side - 4);
    }
  }
  frame(pen, grid, grid.window, state.data.colours.window, 3);
  if (grid.mark) {
    const [row, col] = grid.mark;
    frame(pen, grid, [row, col, row + 1, col + 1], state.data.colours.mark, 3);
  }
  const cursor = state.cursors[grid.id];
  if (cursor && document.activeElement && canvas.matches(":focus")) {
    const [row, col] = cursor;
    frame(pen, grid, [row, col, row + 1, col + 1], state.data.colours.cursor, 2);
  }
}

function frame(pen, grid, box, colour, width) {
  if (!box) return;
  const side = grid.size;
  const top = Math.max(0, box[0]) * side;
  const left = Math.max(0, box[1]) * side;
  const bottom = Math.min(grid.rows, box[2]) * side;
  const right = Math.min(grid.cols, box[3]) * side;
  const half = width / 2;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.strokeRect(left + half, top + half, right - left - width, bottom - top - width);
}

function part({ low, high }, value) {
  return (value - low) / (high - low || 1);
}

function listen(root, state, at) {
  const { grid, canvas, values } = at;
  const readout = root.querySelector(".readout");
  const tell = (row, col) => {
    const value = values[row * grid.cols + col];
    const number = Number.isFinite(value) ? fixed(value, 6) : "outside";
    const place = grid.word
      ? `${grid.word} ${row * grid.cols + col + grid.first}`
      : `row ${row + 1}, column ${col + 1}`;
    readout.textContent = `${grid.name}, ${place}: ${number}`;
  };
  const under = (event) => {
    const box = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * grid.rows);
    const col = Math.floor(((event.clientX - box.left) / box.width) * grid.cols);
    return [Math.min(grid.rows - 1, Math.max(0, row)), Math.min(grid.cols - 1, Math.max(0, col))];
  };
  canvas.onpointermove = (event) => tell(...under(event));
  canvas.onpointerleave = () => (readout.textContent = state.data.hint ?? "");
  canvas.onclick = (event) => {
    state.cursors[grid.id] = under(event);
    state.active = grid.id;
    state.pick(grid, ...state.cursors[grid.id]);
  };
  canvas.onfocus = () => {
    state.active = grid.id;
    state.cursors[grid.id] ??= grid.mark ?? [0, 0];
    tell(...state.cursors[grid.id]);
    draw(state, at);
  };
  canvas.onblur = () => draw(state, at);
  canvas.onkeydown = (event) => key(root, state, at, tell, event);
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function key(root, state, at, tell, event) {
  const { grid, canvas } = at;
  const [row, col] = state.cursors[grid.id] ?? [0, 0];
  if (event.altKey) return; // leads to the next question
  if (event.key in MOVES) {
    const [down, right] = MOVES[event.key];
    const next = [
      Math.min(grid.rows - 1, Math.max(0, row + down)),
      Math.min(grid.cols - 1, Math.max(0, col + right)),
    ];
    state.cursors[grid.id] = next;
    tell(...next);
    draw(state, at);
  } else if (event.key === "Enter" || event.key === " ") {
    state.pick(grid, row, col);
  } else if (event.key === "PageDown" || event.key === "PageUp") {
    const all = [...root.querySelectorAll("canvas")];
    const step = event.key === "PageDown" ? 1 : -1;
    const other = all[(all.indexOf(canvas) + step + all.length) % all.length];
    canvas.tabIndex = -1;
    other.tabIndex = 0;
    state.cursors[other.dataset.id] ??= [row, col];
    other.focus();
  } else {
    return;
  }
  event.preventDefault();
}
