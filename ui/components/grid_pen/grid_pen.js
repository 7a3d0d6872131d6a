// A grid to draw on with keys. A stroke is reported when the pen is lifted, and again with the next
// ones until the server has counted it.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".pen");
  const grid = (root.grid ??= createGrid(root, data));
  grid.data = data;
  grid.report = () => setStateValue("drawn", { last: grid.last, strokes: grid.waiting });
  const late = grid.last - data.counted;  // strokes drawn since, which this picture has not
  grid.waiting = late > 0 ? grid.waiting.slice(-late) : [];
  if (late > 0 || grid.stroke) return;
  grid.cells.forEach((cell, place) => show(grid, cell, place, data.ink[place] === "1"));
}

function createGrid(root, { side, counted, colours }) {
  const grid = { side, last: counted, waiting: [], stroke: null, held: false, at: side * (side + 1) / 2 };
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--${name}`, colour);
  const rows = Array.from({ length: side }, () => element("row"));
  rows.forEach((row) => row.append(...Array.from({ length: side }, () => element("gridcell"))));
  const box = root.querySelector(".cells");
  box.replaceChildren(...rows);
  grid.cells = rows.flatMap((row) => [...row.children]);
  grid.cells.forEach((cell, place) => (cell.tabIndex = place === grid.at ? 0 : -1));
  box.onkeydown = (event) => press(grid, event);
  box.onkeyup = ({ key }) => [" ", "Shift"].includes(key) && lift(grid);
  box.onclick = ({ target }) => {
    if (!grid.cells.includes(target)) return;
    go(grid, grid.cells.indexOf(target));
    ink(grid);
    lift(grid);
  };
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || lift(grid));
  return grid;
}

function element(role) {
  const made = document.createElement("div");
  made.setAttribute("role", role);
  return made;
}

function show({ side }, cell, place, inked) {
  const [row, column] = [Math.floor(place / side), place % side];
  cell.className = inked ? "ink" : "";
  cell.ariaLabel = `Row ${row + 1}, column ${column + 1}, ${inked ? "ink" : "paper"}`;
}

function press(grid, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = STEPS[event.key];
  if (!step && event.key !== " ") return;
  event.preventDefault();
  if (!step) {
    grid.held = true;
    if (!event.repeat) ink(grid);
    return;
  }
  const draws = grid.held || event.shiftKey;
  if (draws && !grid.stroke) ink(grid);
  move(grid, ...step);
  if (draws) ink(grid);
}

function move(grid, down, right) {
  const last = grid.side - 1;
  const within = (number) => Math.min(last, Math.max(0, number));
  const row = within(Math.floor(grid.at / grid.side) + down);
  go(grid, row * grid.side + within((grid.at % grid.side) + right));
}

function go(grid, place) {
  grid.cells[grid.at].tabIndex = -1;
  grid.at = place;
  grid.cells[place].tabIndex = 0;
  grid.cells[place].focus();
}

// The pen goes down where it is, or comes there: a stroke leads through the middles of cells.
function ink(grid) {
  const { width, erases, cell } = grid.data.pen;
  grid.stroke ??= { width, erases, points: [] };
  const [row, column] = [Math.floor(grid.at / grid.side), grid.at % grid.side];
  grid.stroke.points.push([(column + 0.5) * cell, (row + 0.5) * cell]);
  show(grid, grid.cells[grid.at], grid.at, !erases);
}

function lift(grid) {
  grid.held = false;
  if (!grid.stroke) return;
  grid.waiting = [...grid.waiting, grid.stroke];
  grid.last += 1;
  grid.stroke = null;
  grid.report();
}
