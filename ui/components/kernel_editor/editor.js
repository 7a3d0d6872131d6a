// A grid of numbers to type into, or to paint with a brush that holds one number.
const BRUSHES = ["type", "−2", "−1", "0", "1", "2"];

export default function ({ data: [data], parentElement, setTriggerValue }) {
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
  input.value = typed(written(value));
  input.dataset.exact = value;
  input.inputMode = "text";
  const [row, col] = [Math.floor(place / editor.columns), place % editor.columns];
  input.setAttribute("aria-label", `Row ${row}, column ${col}`);
  input.onchange = () => {
    input.dataset.exact = typed(input.value).replace(",", ".").trim() || "0";
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
  input.value = typed(editor.brush);
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
  const largest = largestOf(numbers.filter(Number.isFinite));
  inputs.forEach((input, place) => {
    const value = Number.isFinite(numbers[place]) ? numbers[place] : 0;
    const shown = shade(editor.colours, aboutZero(value, largest));
    input.style.background = rgb(shown);
    input.style.color = textOn(shown);
  });
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
