// The pictures of a step: maps side by side, filled cell by cell in reading order; ten bars.
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Maps lie in rows of as many as make a square, a cell apart.
function layout({ count, rows, cols }) {
  const across = Math.ceil(Math.sqrt(count));
  const down = Math.ceil(count / across);
  return { across, width: across * (cols + 1) - 1, height: down * (rows + 1) - 1 };
}

// Where the window stands on the picture before: its cells, and the maps it lies on.
function windowOf(stage, share) {
  if (!stage.window || share === 0 || share === 1) return null;
  const cell = Math.min(stage.rows * stage.cols - 1, Math.floor(share * stage.rows * stage.cols));
  const { size, stride, start } = stage.window;
  return {
    size,
    top: Math.floor(cell / stage.cols) * stride + start,
    left: (cell % stage.cols) * stride + start,
  };
}

function drawStage(canvas, stage, share, data, window) {
  const side = Math.round((canvas.clientWidth || 80) * (devicePixelRatio || 1));
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const brush = canvas.getContext("2d");
  brush.clearRect(0, 0, side, side);
  if (stage.chances) return drawBars(brush, side, stage, share, getComputedStyle(canvas).color, data);
  const { across, width, height } = layout(stage);
  const scale = side / Math.max(width, height);
  const [left, top] = [(side - width * scale) / 2, (side - height * scale) / 2];
  brush.imageSmoothingEnabled = false;
  brush.setTransform(scale, 0, 0, scale, left, top);
  drawMaps(brush, (stage.picture ??= pictureOf(stage, data)), stage, share, across);
  brush.resetTransform();
  if (window) drawWindows(brush, stage, window, { across, scale, left, top }, data.colours.window);
}

// The first cells of every map: whole rows, then what there is of the next.
function drawMaps(brush, picture, { count, rows, cols }, share, across) {
  if (share === 1) return brush.drawImage(picture, 0, 0);
  const shown = Math.round(share * rows * cols);
  const [whole, rest] = [Math.floor(shown / cols), shown % cols];
  for (let map = 0; map < count; map++) {
    const [x, y] = [(map % across) * (cols + 1), Math.floor(map / across) * (rows + 1)];
    if (whole) brush.drawImage(picture, x, y, cols, whole, x, y, cols, whole);
    if (rest) brush.drawImage(picture, x, y + whole, rest, 1, x, y + whole, rest, 1);
  }
}

function pictureOf({ count, rows, cols, cells, scale }, data) {
  const { across, width, height } = layout({ count, rows, cols });
  const image = new ImageData(width, height);
  const shades = Array.from({ length: 256 }, (_, i) => [...shade(data.scales[scale], i / 255), 255]);
  cells.forEach((value, place) => {
    const [map, cell] = [Math.floor(place / (rows * cols)), place % (rows * cols)];
    const x = (map % across) * (cols + 1) + (cell % cols);
    const y = Math.floor(map / across) * (rows + 1) + Math.floor(cell / cols);
    image.data.set(shades[value], (y * width + x) * 4);
  });
  const picture = new OffscreenCanvas(width, height);
  picture.getContext("2d").putImageData(image, 0, 0);
  return picture;
}

function drawWindows(brush, { count, rows, cols }, window, { across, scale, left, top }, colour) {
  brush.strokeStyle = colour;
  brush.lineWidth = Math.max(2, scale / 2);
  for (let map = 0; map < count; map++) {
    const x = (map % across) * (cols + 1) + window.left;
    const y = Math.floor(map / across) * (rows + 1) + window.top;
    const size = window.size * scale;
    brush.strokeRect(left + x * scale, top + y * scale, size, size);
  }
}

function drawBars(brush, side, { chances }, share, text, { colours }) {
  const line = side / chances.length;
  const best = chances.indexOf(Math.max(...chances));
  brush.textBaseline = "middle";
  chances.forEach((chance, digit) => {
    brush.font = `${digit === best ? 700 : 400} ${Math.round(line * 0.62)}px sans-serif`;
    brush.fillStyle = text;
    brush.fillText(String(digit), 0, (digit + 0.55) * line);
    brush.fillStyle = digit === best ? colours.best : colours.rest;
    const length = Math.max(2, chance * share * (side - line));
    brush.fillRect(line, digit * line + line * 0.15, length, line * 0.7);
  });
}
