// What lights up, and the words for it. Everything is looked up in `data`; nothing is computed.
const looks = {
  map(board, grid, at) {
    const { data, channels, columns } = board;
    const [row, col] = [Math.floor(at / columns), at % columns];
    const [top, left] = [data.corners[0][row], data.corners[1][col]];
    board.mark(grid.cells[at], "here");
    channels.forEach(({ image, kernel }) => {
      image.moveWindow(top, left, ...data.reach);
      data.taps.forEach(([down, right], tap) => {
        const cell = image.cells[(top + down) * image.cols + left + right];
        board.mark(cell, "patch");
        cell.dataset.w = `×${written(kernel.values[tap])}`;
      });
    });
    board.say(`The map’s cell in ${cellName(row, col)}:`);
    board.sum(at, board.tapped(at));
  },

  image(board, grid, at) {
    const users = board.users[at];
    const { data, map } = board;
    const kernel = board.channels[grid.channel].kernel;
    board.mark(grid.cells[at], "here");
    for (const [out, tap] of users) {
      board.mark(map.cells[out], "uses");
      board.mark(kernel.cells[tap], "uses");
      map.cells[out].dataset.w = `×${written(kernel.values[tap])}`;
    }
    const what = grid.holds(at)
      ? `The pixel in ${cellName(...grid.place(at))} (value ${written(grid.values[at])})`
      : `This padding cell (value ${written(grid.values[at])}, border rule “${data.border}”)`;
    const many = counted(map.cells.length, "cell", "cells");
    board.say(`${what} is used by ${users.length} of the map’s ${many}.`);
    const terms = users.map(([out, tap]) => ({
      image: grid.values[at],
      weight: kernel.values[tap],
      product: board.product(grid.channel, tap, at),
    }));
    board.list(terms, "It adds");
  },

  kernel(board, grid, at) {
    const { map, channels } = board;
    const image = channels[grid.channel].image;
    board.mark(grid.cells[at], "here");
    map.element.classList.add("products");
    map.caption.lastChild.textContent = "one product a cell";
    const terms = map.cells.map((cell, out) => {
      const pixel = board.tapped(out)[at];
      const product = board.product(grid.channel, at, pixel);
      board.mark(image.cells[pixel], "weighed");
      cell.dataset.p = written(product);
      return { image: image.values[pixel], weight: grid.values[at], product };
    });
    const where = cellName(Math.floor(at / grid.cols), at % grid.cols);
    const many = counted(terms.length, "product", "products");
    board.say(`The weight ${written(grid.values[at])} in ${where} makes ${many}, one a cell:`);
    board.list(terms, "");
  },

  other(board, grid, at) {
    board.mark(grid.cells[at], "here");
    board.mark(board.map.cells[at], "uses");
    board.say("The same kernel without the turn gives this map: compare the two.");
  },

  rectified(board, grid, at) {
    const before = board.map.values[at];
    board.mark(grid.cells[at], "here");
    board.mark(board.map.cells[at], "uses");
    board.say(`ReLU in ${cellName(Math.floor(at / grid.cols), at % grid.cols)}:`);
    board.formula(`max(0, ${written(before)})`, grid.values[at]);
  },

  pooled(board, grid, at) {
    const { data } = board;
    const [row, col] = [Math.floor(at / grid.cols), at % grid.cols];
    const source = board.named.rectified0;
    const [top, left] = [row * data.windowStride, col * data.windowStride];
    board.mark(grid.cells[at], "here");
    source.moveWindow(top, left, data.window, data.window);
    const seen = [];
    for (let down = 0; down < data.window; down++) {
      for (let right = 0; right < data.window; right++) {
        const place = (top + down) * source.cols + left + right;
        board.mark(source.cells[place], "patch");
        seen.push(written(source.values[place]));
      }
    }
    if (data.winners) {
      const [winRow, winCol] = data.winners[row][col];
      board.mark(source.cells[winRow * source.cols + winCol], "winner");
    }
    const most = data.stage === "max";
    board.say(`${most ? "The largest" : "The mean"} of ${seen.length} in ${cellName(row, col)}:`);
    const formula = most ? `max(${seen.join(", ")})` : `(${seen.join(" + ")}) ÷ ${seen.length}`;
    board.formula(formula, grid.values[at]);
  },
};

