// One grid of cells. `kind` is image, kernel, map, other, rectified or pooled.
class Grid {
  constructor(kind, channel, rows, cols) {
    Object.assign(this, { kind, channel, rows, cols, cells: [], values: [] });
    this.name = `${kind}${channel}`;
    this.figure = made("figure", kind);
    this.caption = this.figure.appendChild(made("figcaption"));
    this.element = this.figure.appendChild(made("div", "grid"));
    this.element.setAttribute("role", "grid");
    this.element.style.setProperty("--cols", cols);
    for (let row = 0; row < rows; row++) {
      const line = this.element.appendChild(made("div", "row"));
      line.setAttribute("role", "row");
      for (let col = 0; col < cols; col++) {
        const cell = line.appendChild(made("div", "cell"));
        cell.setAttribute("role", "gridcell");
        cell.tabIndex = this.cells.length ? -1 : 0;
        Object.assign(cell.dataset, { grid: this.name, at: this.cells.length });
        cell.append(made("span", "v"));
        this.cells.push(cell);
      }
    }
    if (kind === "image" || kind === "rectified") {
      this.window = this.element.appendChild(made("div", "window"));
      this.window.hidden = true;
    }
  }

  label(shown, note, title = shown) {
    this.caption.replaceChildren(shown, " ", made("small", "", note));
    this.element.setAttribute("aria-label", title);
    Object.assign(this, { title, note });
  }

  // `largest` is the value drawn strongest; `inside` the part of the grid that is not padding. What
  // is `asked` for is neither drawn nor said.
  fill(values, largest, inside, asked = false) {
    const drawn = JSON.stringify([values, largest, inside, this.title, asked]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.values = values.flat();
    this.inside = inside;
    this.widest = 1;
    this.cells.forEach((cell, at) => {
      if (asked) this.ask(cell);
      else this.paint(cell, this.values[at], largest);
      const padded = inside && !this.holds(at);
      cell.classList.toggle("pad", Boolean(padded));
      const [row, col] = this.place(at);
      const where = padded ? "padding" : cellName(row, col);
      const said = asked ? "asked for" : spoken(this.values[at]);
      cell.setAttribute("aria-label", `${this.title}, ${where}: ${said}`);
    });
  }

  ask(cell) {
    cell.firstChild.textContent = "?";
    cell.classList.remove("neg");
    cell.style.setProperty("--t", 0);
  }

  paint(cell, value, largest) {
    const text = written(value);
    this.largest = largest;
    this.widest = Math.max(this.widest, text.length);
    cell.firstChild.textContent = text;
    cell.classList.toggle("neg", value < 0);
    const strength = this.kind === "image" ? 32 : 58;
    const share = largest ? Math.min(1, Math.abs(value) / largest) : 0;
    cell.style.setProperty("--t", (share * strength).toFixed(1));
  }

  // Row and column of a cell as the learner counts them: without the padding.
  place(at) {
    const [top, left] = this.inside ?? [0, 0];
    return [Math.floor(at / this.cols) - top, (at % this.cols) - left];
  }

  holds(at) {
    if (!this.inside) return true;
    const [row, col] = this.place(at);
    return row >= 0 && col >= 0 && row < this.inside[2] && col < this.inside[3];
  }

  // Where each pooling window begins, if they lie apart, and which cells lie in none.
  showPools({ pooled, window: side, windowStride: step }) {
    const starts = (count) => Array.from({ length: count }, (_, number) => number * step);
    const [rows, cols] = pooled ? [starts(pooled.length), starts(pooled[0].length)] : [[], []];
    const within = (place, all) => all.some((start) => place >= start && place < start + side);
    this.cells.forEach((cell, at) => {
      const [row, col] = this.place(at);
      const seen = within(row, rows) && within(col, cols);
      cell.classList.toggle("lost", Boolean(pooled) && !seen);
      cell.classList.toggle("pool-top", seen && step >= side && rows.includes(row));
      cell.classList.toggle("pool-left", seen && step >= side && cols.includes(col));
    });
  }

  moveWindow(row, col, height, width) {
    this.window.hidden = false;
    Object.assign(this.window.style, {
      width: `calc(${width} * var(--cell) - 3px)`,
      height: `calc(${height} * var(--cell) - 3px)`,
      transform: `translate(calc(${col} * var(--cell)), calc(${row} * var(--cell)))`,
    });
  }

  tabStop(at) {
    this.cells.forEach((cell, other) => (cell.tabIndex = other === at ? 0 : -1));
  }
}

