// A grid of numbers to type into, or to paint with a brush that holds one number.
const BRUSHES = ["type", "−2", "−1", "0", "1", "2"];

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".editor");
  const editor = (parentElement.editor ??= { brush: "type", down: false });
  Object.assign(editor, { root, colours: data.weights });
  editor.report = () => setTriggerValue("kernel", readGrid(editor));
  drawBrushes(editor);
  const shown = JSON.stringify(data.kernel);
  if (shown !== editor.shown) {
    editor.shown = shown;
    drawGrid(editor, data.kernel);
  }
}

function drawGrid(editor, kernel) {
  const grid = editor.root.querySelector(".grid");
  const focused = [...grid.children].indexOf(grid.getRootNode().activeElement);
  grid.style.gridTemplateColumns = `repeat(${kernel[0].length}, 1fr)`;
  grid.style.fontSize = kernel[0].length > 5 ? "0.8rem" : "1rem";
  editor.columns = kernel[0].length;
  grid.replaceChildren(...kernel.flat().map((value, place) => cell(editor, value, place)));
  colour(editor);
  if (focused >= 0 && grid.children[focused]) grid.children[focused].focus();
}

function cell(editor, value, place) {
  const input = document.createElement("input");
  input.value = String(Number(value.toPrecision(4)));
  input.dataset.exact = value;
  input.inputMode = "text";
  const [row, col] = [Math.floor(place / editor.columns), place % editor.columns];
  input.setAttribute("aria-label", `Row ${row}, column ${col}`);
  input.onchange = () => {
    input.dataset.exact = input.value.replace("−", "-").replace(",", ".").trim() || "0";
    colour(editor);
    editor.report();
  };
  input.onpointerdown = (event) => {
    if (editor.brush === "type") return;
    event.preventDefault();
    editor.down = true;
    paint(editor, input);
    const move = (moved) => {
      const under = input.getRootNode().elementFromPoint(moved.clientX, moved.clientY);
      if (under instanceof HTMLInputElement) paint(editor, under);
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      editor.report();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end, { once: true });
  };
  return input;
}

function paint(editor, input) {
  input.value = editor.brush.replace("−", "-");
  input.dataset.exact = input.value;
  colour(editor);
}

function readGrid(editor) {
  const values = [...editor.root.querySelectorAll("input")].map((input) => input.dataset.exact);
  const rows = [];
  while (values.length) rows.push(values.splice(0, editor.columns));
  return rows.map((row) => row.join(",")).join(";");
}

function colour(editor) {
  const inputs = [...editor.root.querySelectorAll("input")];
  const numbers = inputs.map((input) => Number(input.dataset.exact));
  const largest = Math.max(1e-12, ...numbers.filter(Number.isFinite).map(Math.abs));
  inputs.forEach((input, place) => {
    const share = Number.isFinite(numbers[place]) ? numbers[place] / largest : 0;
    const [red, green, blue] = between(editor.colours, 0.5 + share / 2);
    input.style.background = `rgb(${red}, ${green}, ${blue})`;
    input.style.color = 0.3 * red + 0.59 * green + 0.11 * blue > 140 ? "#000" : "#fff";
  });
}

function between(stops, at) {
  const next = Math.max(1, stops.findIndex(([where]) => where >= at));
  const [[low, from], [high, to]] = [stops[next - 1], stops[next]];
  return from.map((value, i) => Math.round(value + (to[i] - value) * ((at - low) / (high - low))));
}

function drawBrushes(editor) {
  const row = editor.root.querySelector(".brushes");
  row.replaceChildren(
    ...BRUSHES.map((name) => {
      const button = document.createElement("button");
      button.textContent = name === "type" ? "Type" : `Paint ${name}`;
      button.setAttribute("aria-pressed", String(editor.brush === name));
      button.onclick = () => {
        editor.brush = name;
        drawBrushes(editor);
      };
      return button;
    })
  );
  editor.root.querySelector(".grid").classList.toggle("painting", editor.brush !== "type");
  editor.root.querySelector(".hint").textContent =
    editor.brush === "type"
      ? "Type a number into a cell; Tab goes on."
      : "Drag over the cells to paint them.";
}
