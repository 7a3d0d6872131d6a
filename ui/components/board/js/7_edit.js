// Changing cells in place. What was typed goes to Python as text; Python says what a cell takes.
const stamp = (board) => `${Date.now()}-${(board.sent += 1)}`; // tells two equal changes apart

Object.assign(Board.prototype, {
  editable(grid, at) {
    return (grid.kind === "image" || grid.kind === "kernel") && grid.holds(at);
  },

  send_(grid, places, text, paste) {
    const cells = places.map((at) => grid.place(at));
    const { kind, channel } = grid;
    const sent = stamp(this);
    this.send("edit", { grid: kind, channel, cells, text, paste: Boolean(paste), sent });
  },

  openEditor(grid, at, first) {
    const cell = grid.cells[at];
    if (!this.editable(grid, at) || cell.querySelector("input")) return;
    const input = made("input");
    input.type = "text";
    input.inputMode = "text";
    input.autocomplete = "off";
    input.setAttribute("aria-label", cell.getAttribute("aria-label"));
    input.value = first ?? typed(written(grid.values[at]));
    let done = false;
    const close = (keep, then) => {
      if (done) return;
      done = true;
      const text = input.value;
      input.remove();
      if (keep && text !== String(grid.values[at])) this.send_(grid, [at], text);
      if (then !== undefined) grid.cells[then]?.focus();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") close(true, at);
      else if (event.key === "Escape") close(false, at);
      else if (event.key === "Tab") {
        event.preventDefault();
        close(true, this.neighbour(grid, at, event.shiftKey ? -1 : 1));
      }
    });
    input.addEventListener("blur", () => close(true));
    input.addEventListener("paste", (event) => {
      if (this.pasted(event, grid, at)) close(false, at);
    });
    cell.append(input);
    input.focus();
    if (first === undefined) input.select();
  },

  neighbour(grid, at, step) {
    for (let next = at + step; next >= 0 && next < grid.cells.length; next += step) {
      if (grid.holds(next)) return next;
    }
    return at;
  },

  pasted(event, grid, at) {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!/\S[\s,;]+\S/.test(text) || !this.editable(grid, at)) return false;
    event.preventDefault();
    event.stopPropagation();
    this.send_(grid, [at], text.slice(0, 5000), true);
    return true;
  },

  brush(grid, at) {
    const most = Math.max(...this.channels.map(({ image }) => image.largest));
    return grid.values[at] !== 0 ? 0 : most > 0 ? most : 1;
  },

  startStroke(grid, at) {
    this.stroke = { grid, value: this.brush(grid, at), places: [] };
    this.paintCell(grid, at);
  },

  // Shown at once; the numbers that follow from it come back from Python.
  paintCell(grid, at) {
    const { stroke } = this;
    if (stroke.grid !== grid || !grid.holds(at) || stroke.places.includes(at)) return;
    stroke.places.push(at);
    grid.values[at] = stroke.value;
    grid.drawn = null; // so that Python's answer is drawn, whatever it is
    grid.paint(grid.cells[at], stroke.value, grid.largest || 1);
  },

  endStroke() {
    const { stroke } = this;
    this.stroke = null;
    if (stroke) this.send_(stroke.grid, stroke.places, String(stroke.value));
  },
});

