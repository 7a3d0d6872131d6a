// The arithmetic of one pixel, from the exact pixels sent, and the grids that show it.
const BORDER = {
  zeros: (i, n) => (i < 0 || i >= n ? -1 : i),
  replicate: (i, n) => Math.min(Math.max(i, 0), n - 1),
  circular: (i, n) => ((i % n) + n) % n,
  reflect: (i, n) => (i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i),
};

function patchAt(lens, kernel, row, col) {
  const { pixels, width, height, channel } = lens;
  const index = BORDER[lens.data.border];
  const top = row - Math.floor((kernel.length - 1) / 2);
  const left = col - Math.floor((kernel[0].length - 1) / 2);
  return kernel.map((weights, i) =>
    weights.map((_, j) => {
      const r = index(top + i, height);
      const c = index(left + j, width);
      return r < 0 || c < 0 ? 0 : pixels[(r * width + c) * 4 + channel];
    })
  );
}

function sumAt(lens, kernel, row, col) {
  const patch = patchAt(lens, kernel, row, col);
  const products = patch.map((line, i) => line.map((value, j) => value * kernel[i][j]));
  return { patch, products, total: products.flat().reduce((sum, value) => sum + value, 0) };
}

function showNumbers(lens, row, col) {
  const { readout, data } = lens;
  readout.replaceChildren();
  readout.append(element("div", `Row ${row + 1}, column ${col + 1}`), channelButtons(lens));
  const sums = data.kernels.map((kernel, number) => {
    const step = sumAt(lens, kernel, row, col);
    const name = data.kernels.length > 1 ? ` ${"xy"[number]}` : "";
    const signed = (stops, grid) => {
      const largest = largestOf(grid.flat());
      return (value) => shade(stops, aboutZero(value, largest));
    };
    readout.append(
      element("h2", `Patch${name}`),
      grid(step.patch, (value) => shade(data.greys, value / 255), data.written),
      element("h2", `× kernel${name}`),
      grid(kernel, signed(data.weights, kernel), data.written),
      element("h2", `= products${name}`),
      grid(step.products, signed(data.signed, step.products), data.written)
    );
    return step.total;
  });
  const sum = element("div", "");
  sum.className = "sum";
  sum.append(...sentence(sums));
  readout.append(sum, element("div", data.rule));
}

function sentence(sums) {
  if (sums.length === 1) return ["Sum ", element("b", measured(sums[0]))];
  const joined = Math.hypot(...sums);
  return [`√(${measured(sums[0])}² + ${measured(sums[1])}²) = `, element("b", measured(joined))];
}

function channelButtons(lens) {
  const row = element("div", "");
  row.className = "channels";
  if (!lens.data.colour) return row;
  ["red", "green", "blue"].forEach((name, channel) => {
    const button = element("button", name);
    button.setAttribute("aria-pressed", String(channel === lens.channel));
    button.onclick = () => {
      lens.channel = channel;
      lens.redraw();
    };
    row.append(button);
  });
  return row;
}

function grid(values, colour, most) {
  const box = element("div", "");
  box.className = "grid";
  const columns = values[0].length;
  const legible = columns <= most;
  const cell = legible ? `minmax(1.4rem, ${columns > 5 ? 2.3 : 3.1}rem)` : `${9 / columns}rem`;
  box.style.gridTemplateColumns = `repeat(${columns}, ${cell})`;
  box.style.setProperty("--size", columns > 5 ? "0.66rem" : "0.78rem");
  values.flat().forEach((value) => {
    const shown = colour(value);
    const square = element("span", legible ? measured(value) : "");
    square.title = measured(value);
    if (!legible) square.style.padding = "0";
    square.style.background = rgb(shown);
    square.style.color = textOn(shown);
    if (!legible) square.style.height = `${9 / columns}rem`;
    box.append(square);
  });
  return box;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
