// Where the grids stand and how large a cell is: the largest that the width allows.
const LARGEST_CELL = 58;
const HIGHEST_BOARD = 620;
const SINGLE_FILE = 0.5;
const PHONE = 640;
const SECOND_ROW = 0.7; // what an arrangement counts whose map is out of the line of sight
const SMALLEST_CELL = 15;
const BETWEEN = 62; // the gap on both sides of a sign, and the sign
const BESIDE = 20;
const CAPTION = 36;

// A grid is at least as wide as its caption.
const wideAs = (grid, cell) => Math.max(grid.cols * cell, 7.5 * grid.caption.textContent.length + 20);

// Each arrangement: how wide and high it is with cells of some size, and what it is worth.
const arrangements = (board) => {
  const { channels, results } = board;
  const [{ image, kernel }] = channels;
  const many = channels.length;
  const outRows = Math.max(...results.map((grid) => grid.rows));
  const outcome = (cell) =>
    results.reduce((sum, grid) => sum + wideAs(grid, cell), BESIDE * (results.length - 1));
  const widest = (cell) => Math.max(...results.map((grid) => wideAs(grid, cell)));
  const pair = (cell) => wideAs(image, cell) + BETWEEN + wideAs(kernel, cell);
  const pairRows = many * Math.max(image.rows, kernel.rows);
  return [
    {
      name: "wide",
      width: (cell) => pair(cell) + BETWEEN + outcome(cell),
      height: (cell) => cell * pairRows + CAPTION * many,
      worth: 1,
    },
    {
      name: "beside", // the channels side by side, each over its kernel
      width: (cell) => many * (wideAs(image, cell) + BESIDE) + BETWEEN + outcome(cell),
      height: (cell) => cell * (image.rows + kernel.rows) + 2 * CAPTION,
      worth: many > 1 ? 1 : 0,
    },
    {
      name: "stacked", // the same, and the map underneath
      width: (cell) => Math.max(many * (wideAs(image, cell) + BESIDE), outcome(cell)),
      height: (cell) => cell * (image.rows + kernel.rows + outRows) + 4 * CAPTION,
      worth: many > 1 ? SECOND_ROW : 0,
    },
    {
      name: "below", // image times kernel, and the map underneath
      width: (cell) => Math.max(pair(cell), Math.min(outcome(cell), 2 * widest(cell) + BESIDE)),
      height: (cell) => cell * (pairRows + outRows) + CAPTION * (many + 2),
      worth: SECOND_ROW,
    },
    {
      name: "tall", // a phone: the image, and under it the kernel beside the map
      width: (cell) =>
        Math.max(wideAs(image, cell), wideAs(kernel, cell) + BETWEEN + wideAs(board.map, cell)),
      height: (cell) => cell * (image.rows + outRows) + 3 * CAPTION,
      worth: many > 1 ? 0 : SECOND_ROW,
    },
    {
      name: "single", // a phone and large grids: one under the other
      width: (cell) => Math.max(...board.grids.map((grid) => wideAs(grid, cell))),
      height: (cell) => cell * board.grids.reduce((sum, grid) => sum + grid.rows + 2, 0),
      worth: SINGLE_FILE,
    },
  ];
};

const largestCell = (plan, width) => {
  const fits = (cell) =>
    plan.width(cell) <= width && (width <= PHONE || plan.height(cell) <= HIGHEST_BOARD);
  let cell = LARGEST_CELL;
  while (cell > SMALLEST_CELL && !fits(cell)) cell -= 1;
  return cell;
};

const arrange = (board) => {
  board.width ??= board.root.clientWidth; // later told by the observer: to ask is to lay out
  const width = board.width - 8;
  if (width <= 0) return;
  const sized = arrangements(board).map((plan) => {
    const cell = largestCell(plan, width);
    const fitting = plan.width(cell) <= width ? 1 : 0.01;
    return { name: plan.name, cell, worth: cell * plan.worth * fitting };
  });
  const best = sized.reduce((one, other) => (other.worth > one.worth ? other : one));
  settle(board, best.name);
  for (const grid of board.grids) {
    const digits = Math.min(best.cell * 0.42, (best.cell * 1.62) / Math.max(grid.widest, 2));
    grid.element.style.setProperty("--cell", `${best.cell}px`);
    grid.element.style.setProperty("--digits", `${Math.max(7, digits).toFixed(1)}px`);
    grid.element.classList.toggle("small", best.cell < 36);
  }
};

// Put into place only what is new there: a grid that is moved is styled and laid out anew.
const settle = (board, plan) => {
  const { grids, placed } = board;
  const names = `${plan} ${grids.map((grid) => grid.name)}`;
  if (placed?.names !== names) place(board, plan);
  else {
    grids.forEach((grid, at) => {
      if (grid !== placed.grids[at]) placed.grids[at].figure.replaceWith(grid.figure);
    });
  }
  board.placed = { names, grids };
};

const place = (board, plan) => {
  const { stage, channels, results, grids } = board;
  const sign = (text) => {
    const element = made("div", "sign", text);
    element.setAttribute("aria-hidden", "true");
    return element;
  };
  const outcome = made("div", "results");
  outcome.append(...results.map((grid) => grid.figure));
  const inputs = made("div", "channels");
  const over = plan === "beside" || plan === "stacked";
  inputs.classList.toggle("down", !over);
  stage.className = ["wide", "beside"].includes(plan) ? "stage" : "stage tall";
  if (plan === "single") {
    stage.replaceChildren(...grids.map((grid) => grid.figure));
    return;
  }
  if (plan === "tall") {
    const [{ image, kernel }] = channels;
    const second = made("div", "results");
    const [map, ...others] = results;
    second.append(kernel.figure, sign("="), map.figure);
    stage.replaceChildren(image.figure, second);
    if (others.length) {
      const third = made("div", "results");
      third.append(...others.map((grid) => grid.figure));
      stage.append(third);
    }
    return;
  }
  for (const { image, kernel } of channels) {
    const pair = made("div", over ? "channel down" : "channel");
    if (over) pair.append(image.figure, kernel.figure);
    else pair.append(image.figure, sign("∗"), kernel.figure);
    inputs.append(pair);
  }
  stage.replaceChildren(inputs, sign("="), outcome);
};

