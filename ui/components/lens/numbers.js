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
  readout.append(element("div", `Row ${row}, column ${col}`), channelButtons(lens));
  const sums = data.kernels.map((kernel, number) => {
    const step = sumAt(lens, kernel, row, col);
    const name = data.kernels.length > 1 ? ` ${"xy"[number]}` : "";
    const largest = (grid) => Math.max(1e-12, ...grid.flat().map(Math.abs));
    readout.append(
      element("h4", `Patch${name}`),
      grid(step.patch, (value) => shade(data.greys, value / 255), 0),
      element("h4", `× kernel${name}`),
      grid(kernel, (value) => shade(data.weights, 0.5 + value / largest(kernel) / 2)),
      element("h4", `= products${name}`),
      grid(step.products, (v) => shade(data.signed, 0.5 + v / largest(step.products) / 2))
    );
    return step.total;
  });
  const sum = element("div", "");
  sum.className = "sum";
  sum.append(...sentence(sums));
  readout.append(sum, element("div", data.rule));
}

function sentence(sums) {
  if (sums.length === 1) return ["Sum ", element("b", number(sums[0]))];
  const joined = Math.hypot(...sums);
  return [`√(${number(sums[0])}² + ${number(sums[1])}²) = `, element("b", number(joined))];
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

function grid(values, colour) {
  const box = element("div", "");
  box.className = "grid";
  const columns = values[0].length;
  const written = columns <= 7;
  const cell = written ? `minmax(1.4rem, ${columns > 5 ? 2.3 : 3.1}rem)` : `${9 / columns}rem`;
  box.style.gridTemplateColumns = `repeat(${columns}, ${cell})`;
  box.style.setProperty("--size", columns > 5 ? "0.66rem" : "0.78rem");
  values.flat().forEach((value) => {
    const [red, green, blue] = colour(value);
    const square = element("span", written ? number(value) : "");
    square.title = number(value);
    if (!written) square.style.padding = "0";
    square.style.background = `rgb(${red}, ${green}, ${blue})`;
    square.style.color = 0.3 * red + 0.59 * green + 0.11 * blue > 140 ? "#000" : "#fff";
    if (!written) square.style.height = `${9 / columns}rem`;
    box.append(square);
  });
  return box;
}

function number(value) {
  const size = Math.abs(value);
  if (Math.abs(value - Math.round(value)) < 1e-9) return String(Math.round(value)).replace("-", "−");
  return value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 3).replace("-", "−");
}

function shade(stops, place) {
  const at = Math.min(Math.max(place, 0), 1);
  const next = Math.max(1, stops.findIndex(([where]) => where >= at));
  const [[low, from], [high, to]] = [stops[next - 1], stops[next]];
  const part = (at - low) / (high - low);
  return from.map((value, i) => Math.round(value + (to[i] - value) * part));
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
