// Before and after in one stage, parted by a line, under one zoom.
export default function ({ data: [data], parentElement }) {
  const lens = (parentElement.lens ??= create(parentElement.querySelector(".lens")));
  const serial = (lens.serial = (lens.serial ?? 0) + 1);
  lens.data = data;
  Promise.all([decode(data.before), decode(data.after)]).then(([before, after]) => {
    if (serial !== lens.serial) return;
    const fresh = lens.photo !== data.photo;
    Object.assign(lens, { before, after, photo: data.photo });
    Object.assign(lens, { width: before.width, height: before.height });
    lens.pixels = pixelsOf(before);
    lens.channel = data.colour ? lens.channel : 0;
    if (fresh) Object.assign(lens, { zoom: 1, left: 0, top: 0, pinned: null });
    if (fresh || !lens.pinned) lens.pixel = [...data.start];
    lens.redraw();
  });
}

async function decode(url) {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (c) => c.charCodeAt(0));
  const options = { colorSpaceConversion: "none", premultiplyAlpha: "none" };
  return createImageBitmap(new Blob([bytes], { type: url.slice(5, url.indexOf(";")) }), options);
}

function pixelsOf(bitmap) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

function create(root) {
  const find = (name) => root.querySelector(name);
  const lens = { stage: find(".stage"), canvas: find("canvas"), divider: find(".divider") };
  Object.assign(lens, { readout: find(".readout"), split: 0.5, channel: 1, zoom: 1 });
  Object.assign(lens, { left: 0, top: 0, pixel: [0, 0], pinned: null });
  lens.redraw = () => {
    draw(lens);
    showNumbers(lens, ...lens.pixel);
  };
  new ResizeObserver(() => lens.before && draw(lens)).observe(lens.stage);
  listenToDivider(lens);
  listenToStage(lens);
  root.querySelectorAll("[data-zoom]").forEach((button) => {
    button.onclick = () => zoomBy(lens, Number(button.dataset.zoom), null);
  });
  return lens;
}

function draw(lens) {
  const { canvas, before, after, stage, width, height } = lens;
  const shown = stage.clientWidth;
  const ratio = window.devicePixelRatio || 1;
  lens.scale = (shown / width) * lens.zoom;
  const size = [Math.round(shown * ratio), Math.round((shown * ratio * height) / width)];
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = lens.scale * ratio < 1.5;
  context.imageSmoothingQuality = "high";
  const scale = lens.scale * ratio;
  const middle = size[0] * lens.split;
  [[before, 0, middle], [after, middle, size[0]]].forEach(([picture, from, to]) => {
    context.save();
    context.beginPath();
    context.rect(from, 0, to - from, size[1]);
    context.clip();
    context.setTransform(scale, 0, 0, scale, -lens.left * scale, -lens.top * scale);
    context.drawImage(picture, 0, 0);
    context.restore();
  });
  outline(lens, context, scale, ratio);
  stage.style.setProperty("--split", `${lens.split * 100}%`);
  lens.divider.setAttribute("aria-valuenow", String(Math.round(lens.split * 100)));
  stage.style.touchAction = lens.zoom > 1 ? "none" : "pan-y";
}

function outline(lens, context, scale, ratio) {
  const [row, col] = lens.pixel;
  const rows = Math.max(...lens.data.kernels.map((kernel) => kernel.length));
  const cols = Math.max(...lens.data.kernels.map((kernel) => kernel[0].length));
  const x = (col - Math.floor((cols - 1) / 2) - lens.left) * scale;
  const y = (row - Math.floor((rows - 1) / 2) - lens.top) * scale;
  const grow = Math.max(0, 10 * ratio - cols * scale) / 2;
  const box = [x - grow, y - grow, cols * scale + 2 * grow, rows * scale + 2 * grow];
  context.lineWidth = 4 * ratio;
  context.strokeStyle = "#fff";
  context.strokeRect(...box);
  context.lineWidth = 2 * ratio;
  context.strokeStyle = lens.data.patch;
  context.strokeRect(...box);
}

function zoomBy(lens, factor, at) {
  const [row, col] = at ?? lens.pixel;
  const zoom = factor === 0 ? 1 : Math.min(Math.max(lens.zoom * factor, 1), 32);
  const kept = lens.zoom / zoom;
  const shown = [lens.width / zoom, lens.height / zoom];
  lens.left = at ? col - (col - lens.left) * kept : col - shown[0] / 2;
  lens.top = at ? row - (row - lens.top) * kept : row - shown[1] / 2;
  lens.zoom = zoom;
  moveBy(lens, 0, 0);
}

function moveBy(lens, x, y) {
  const limit = (value, size) => Math.min(Math.max(value, 0), size - size / lens.zoom);
  lens.left = limit(lens.left + x, lens.width);
  lens.top = limit(lens.top + y, lens.height);
  draw(lens);
}

function placeOf(lens, event) {
  const box = lens.stage.getBoundingClientRect();
  const col = Math.floor((event.clientX - box.left) / lens.scale + lens.left);
  const row = Math.floor((event.clientY - box.top) / lens.scale + lens.top);
  const inside = (value, size) => Math.min(Math.max(value, 0), size - 1);
  return [inside(row, lens.height), inside(col, lens.width)];
}

function listenToDivider(lens) {
  const { divider, stage } = lens;
  const moveTo = (share) => {
    lens.split = Math.min(Math.max(share, 0), 1);
    draw(lens);
  };
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    event.stopPropagation();
  });
  divider.addEventListener("pointermove", (event) => {
    event.stopPropagation();
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const box = stage.getBoundingClientRect();
    moveTo((event.clientX - box.left) / box.width);
  });
  divider.addEventListener("click", (event) => event.stopPropagation());
  divider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -0.05, ArrowRight: 0.05 }[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(lens.split + step);
  });
}

function listenToStage(lens) {
  const { stage } = lens;
  let grip = null;
  stage.addEventListener("pointerdown", (event) => {
    grip = { x: event.clientX, y: event.clientY, far: 0 };
  });
  stage.addEventListener("pointermove", (event) => {
    if (grip && event.buttons) {
      const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
      grip = { x: event.clientX, y: event.clientY, far: grip.far + Math.abs(x) + Math.abs(y) };
      if (lens.zoom > 1) return moveBy(lens, -x / lens.scale, -y / lens.scale);
    }
    if (lens.pinned || event.pointerType === "touch") return;
    lens.pixel = placeOf(lens, event);
    lens.redraw();
  });
  stage.addEventListener("click", (event) => {
    if (grip && grip.far > 6) return;
    const place = placeOf(lens, event);
    lens.pinned = lens.pinned && event.pointerType !== "touch" ? null : place;
    lens.pixel = place;
    lens.redraw();
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      if (stage.getRootNode().activeElement !== stage) return;
      event.preventDefault();
      zoomBy(lens, event.deltaY < 0 ? 1.25 : 0.8, placeOf(lens, event));
    },
    { passive: false }
  );
  stage.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (event.altKey) return; // leads to the next question
    if (step) {
      const inside = (value, size) => Math.min(Math.max(value, 0), size - 1);
      lens.pixel = [inside(lens.pixel[0] + step[0], lens.height), inside(lens.pixel[1] + step[1], lens.width)];
      lens.pinned = lens.pixel;
      lens.redraw();
    } else if (event.key === "+" || event.key === "-") {
      zoomBy(lens, event.key === "+" ? 2 : 0.5, null);
    } else return;
    event.preventDefault();
  });
}
