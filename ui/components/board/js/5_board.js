const REST = 250; // ms without a change after which an input counts as left alone

// The board: builds its grids from `data`, keeps the window's place, shows what is looked at.
class Board {
  constructor(parent) {
    this.root = parent.querySelector(".board");
    const part = (name) => this.root.querySelector(name);
    this.stage = part(".stage");
    [this.lead, this.total, this.spoken] = [part(".lead"), part(".sum"), part(".spoken")];
    [this.problem, this.place] = [part(".problem"), part(".place")];
    [this.notice, this.size] = [part(".notice"), part(".size")];
    [this.card, this.note, this.offline] = [part(".card"), part(".note"), part(".offline")];
    this.current = [0, 0];
    this.marked = [];
    this.named = {};
    this.pinned = false;
    this.hovered = null;
    this.sent = 0;
    this.kept = {}; // every grid drawn so far, by kind, channel and size: few, and soon drawn again
    this.family = new Family();
    listen(this);
    new ResizeObserver(() => this.resized()).observe(this.root);
  }

  update(data) {
    this.root.classList.toggle("unfit", Boolean(data.unfit));
    tellWayOut(this.card, data.unfit);
    if (data.unfit) {
      stop(this);
      this.told(this.answer.problem);
      return;
    }
    this.tellAround(data);
    const shape = JSON.stringify([
      data.images.map((one) => [one.length, one[0].length]), data.taps.length,
      data.kernels[0].length, data.map.length, data.map[0].length, data.flipped, data.stage,
      data.pooled && [data.pooled.length, data.pooled[0].length],
    ]);
    this.data = data;
    const focus = this.root.getRootNode().activeElement?.dataset ?? {};
    if (shape !== this.shape) this.build(data);
    this.shape = shape;
    this.fill(data);
    this.index(data);
    arrange(this);
    this.keepPlace();
    this.reserveSoon();
    this.told(this.answer.problem);
    if (focus.grid && this.named[focus.grid]) {
      const grid = this.named[focus.grid];
      grid.cells[Math.min(focus.at, grid.cells.length - 1)].focus({ preventScroll: true });
    }
    this.show();
  }

  build(data) {
    this.unmark();
    const sized = (kind, channel, values) => {
      const [rows, cols] = [values.length, values[0].length];
      const size = `${kind}${channel} ${rows} ${cols}`;
      this.kept[size] ??= new Grid(kind, channel, rows, cols);
      return this.kept[size];
    };
    this.channels = data.images.map((image, channel) => ({
      image: sized("image", channel, image),
      kernel: sized("kernel", channel, data.kernels[channel]),
    }));
    this.results = ["map", "other", "rectified", "pooled"]
      .filter((kind) => data[kind])
      .map((kind) => sized(kind, 0, data[kind]));
    this.map = this.results[0];
    this.columns = this.map.cols;
    this.grids = [...this.channels.flatMap(({ image, kernel }) => [image, kernel]), ...this.results];
    this.named = Object.fromEntries(this.grids.map((grid) => [grid.name, grid]));
    this.hovered = null;
  }

  fill(data) {
    const size = (rows, cols) => `${rows} × ${cols}`;
    const largest = (values) => Math.max(...values.flat(2).map(Math.abs));
    const pixels = largest(data.images);
    const weights = largest(data.kernels);
    const titles = {
      map: "Feature map", other: "Map without the turn", rectified: "After ReLU",
      pooled: data.stage === "max" ? "After max pooling" : "After average pooling",
    };
    this.channels.forEach(({ image, kernel }, channel) => {
      const name = data.names[channel];
      image.label(name, size(data.inside[2], data.inside[3]));
      const of = this.channels.length > 1 ? ` for ${name.toLowerCase()}` : "";
      const turned = data.flipped ? "Kernel, turned" : "Kernel";
      kernel.label(turned, size(kernel.rows, kernel.cols), turned + of);
      image.fill(data.images[channel], pixels, data.inside);
      kernel.fill(data.kernels[channel], weights);
    });
    for (const grid of this.results) {
      grid.label(titles[grid.kind], size(grid.rows, grid.cols));
      const asked = this.answer.asks && grid === this.map;
      grid.fill(data[grid.kind], largest(data[grid.kind]), undefined, asked);
      if (grid.kind === "rectified") grid.showPools(data);
    }
  }

  // For every cell of the padded image, the places that use it and with which weight.
  index(data) {
    const { cols, cells } = this.channels[0].image;
    this.users = cells.map(() => []);
    this.taps = this.map.cells.map((_, out) => {
      const top = data.corners[0][Math.floor(out / this.columns)];
      const left = data.corners[1][out % this.columns];
      return data.taps.map(([down, right]) => (top + down) * cols + left + right);
    });
    this.taps.forEach((pixels, out) => pixels.forEach((at, tap) => this.users[at].push([out, tap])));
    const lengths = this.channels.flatMap(({ image, kernel }) => [image, kernel])
      .map((grid) => [grid.widest, grid.kind]);
    const most = (kind) => Math.max(...lengths.filter((one) => one[1] === kind).map((one) => one[0]));
    this.total.style.setProperty("--term", `${most("image") + most("kernel") + 1.2}ch`);
  }

  tapped(out) {
    return this.taps[out];
  }

  keepPlace() {
    const [row, col] = this.current;
    this.current = [Math.min(row, this.map.rows - 1), Math.min(col, this.map.cols - 1)];
  }

  resized() {
    const width = this.root.clientWidth;
    if (width === this.width) return;
    this.width = width;
    if (!this.grids) return;
    arrange(this);
    this.reserve();
    this.show();
  }

  at() {
    return this.current[0] * this.columns + this.current[1];
  }

  go(at) {
    const count = this.map.cells.length;
    const place = ((at % count) + count) % count;
    this.current = [Math.floor(place / this.columns), place % this.columns];
    this.show();
  }

  mark(cell, name) {
    cell.classList.add(name);
    this.marked.push([cell, name]);
  }

  // To measure is to lay the page out at once: not while an input is being moved.
  reserveSoon() {
    clearTimeout(this.reserving);
    if (!this.total.style.minHeight) return this.reserve();
    this.reserving = setTimeout(() => {
      if (!this.root.isConnected || this.root.classList.contains("unfit")) return;
      this.reserve();
      this.show();
    }, REST);
  }

  // Keep room for the longest sum, so that nothing below moves while one looks around.
  reserve() {
    const { total } = this;
    const phone = this.width <= PHONE; // where nobody hovers
    const [{ image, kernel }] = this.channels;
    total.style.minHeight = "";
    const boxes = (phone ? [this.map] : [this.map, kernel, image]).map((grid) => {
      this.total = made("div");
      looks[grid.kind](this, grid, Math.floor(grid.cells.length / 2));
      return this.total;
    });
    this.total = total;
    total.replaceChildren(...boxes);
    total.style.minHeight = `${Math.max(...boxes.map((box) => box.offsetHeight))}px`;
  }

  unmark() {
    for (const [cell, name] of this.marked) {
      cell.classList.remove(name);
      delete cell.dataset.w;
    }
    this.marked.length = 0;
  }

  // What the pointer or the keyboard is on; else the window's place.
  show() {
    this.unmark();
    this.map.element.classList.remove("products");
    this.map.caption.lastChild.textContent = this.map.note;
    for (const grid of this.grids) if (grid.window) grid.window.hidden = true;
    const look = this.pinned ? null : this.hovered;
    const [grid, at] = look ?? [this.map, this.at()];
    this.total.replaceChildren();
    looks[grid.kind](this, grid, at);
    this.tell();
  }

  tell() {
    const count = this.map.cells.length;
    const text = `Cell ${this.at() + 1} of ${count}`;
    const pin = made("span", "pin", this.pinned ? " · pinned: click it again to let go" : "");
    this.place.replaceChildren(text, pin);
    this.map.tabStop(this.at());
  }

  told(problem) {
    this.problem.textContent = problem?.text ?? "";
    for (const cell of this.root.querySelectorAll(".bad")) cell.classList.remove("bad");
    const grid = problem && this.named[problem.grid];
    if (!grid) return;
    const [top, left] = grid.inside ?? [0, 0];
    const at = (problem.cell[0] + top) * grid.cols + problem.cell[1] + left;
    grid.cells[at]?.classList.add("bad");
  }
}

