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
  const picture = new OffscreenCanvas(width, height);
  picture.getContext("2d").putImageData(imageOf(stage, share, data, across, width, height), 0, 0);
  const scale = side / Math.max(width, height);
  const [left, top] = [(side - width * scale) / 2, (side - height * scale) / 2];
  brush.imageSmoothingEnabled = false;
  brush.drawImage(picture, left, top, width * scale, height * scale);
  if (window) drawWindows(brush, stage, window, { across, scale, left, top }, data.colours.window);
}

function imageOf(stage, share, data, across, width, height) {
  const image = new ImageData(width, height);
  const { count, rows, cols, cells } = stage;
  const shown = Math.round(share * rows * cols);
  const shades = (stage.shades ??= Array.from({ length: 256 }, (_, i) =>
    shade(data.scales[stage.scale], i / 255),
  ));
  for (let map = 0; map < count; map++) {
    const [down, right] = [Math.floor(map / across) * (rows + 1), (map % across) * (cols + 1)];
    for (let cell = 0; cell < shown; cell++) {
      const at = (down + Math.floor(cell / cols)) * width + right + (cell % cols);
      const colour = shades[cells[map * rows * cols + cell]];
      image.data.set([...colour, 255], at * 4);
    }
  }
  return image;
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
