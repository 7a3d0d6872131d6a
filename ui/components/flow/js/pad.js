// The pad: strokes {width, erases, points}, reported when the pen is lifted; `pad.look` says how
// large the pad is, how wide the pen, and in which colours.
const MOST_SENT = 20; // reports whose echo may still come

function createPad(canvas, { drawn, begun, typed }) {
  const pad = { canvas, strokes: [], sent: [], drawn, pen: null };
  canvas.onpointerdown = (event) => {
    if (event.button || pad.pen) return;
    canvas.setPointerCapture(event.pointerId);
    pad.pen = { id: event.pointerId, width: pad.look.width, erases: false };
    pad.pen.points = [placeOf(pad, event)];
    begun();
    drawPad(pad);
  };
  canvas.onpointermove = (event) => {
    if (pad.pen?.id !== event.pointerId) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) pad.pen.points.push(placeOf(pad, one));
    drawPad(pad);
  };
  canvas.onpointerup = canvas.onpointercancel = (event) => {
    if (pad.pen?.id !== event.pointerId) return;
    const { width, erases, points } = pad.pen;
    pad.pen = null;
    setStrokes(pad, [...pad.strokes, { width, erases, points }]);
  };
  canvas.onkeydown = (event) => {
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    typed(Number(event.key));
  };
  canvas.setAttribute("aria-label", "Pad: draw a digit, or press a digit key to have it written");
  return pad;
}

function lookLike(pad, look) {
  if (pad.look) return;
  pad.look = look;
  pad.canvas.width = pad.canvas.height = look.side;
}

function placeOf({ canvas, look }, event) {
  const box = canvas.getBoundingClientRect();
  const within = (value, size) => Math.round((value / size) * look.side);
  return [within(event.clientX - box.left, box.width), within(event.clientY - box.top, box.height)];
}

function setStrokes(pad, strokes) {
  pad.strokes = strokes;
  pad.sent = [...pad.sent.slice(1 - MOST_SENT), JSON.stringify(strokes)];
  drawPad(pad);
  pad.drawn(strokes);
}

// What was sent from here comes back, perhaps late; anything else is to be shown.
function takeStrokes(pad, strokes) {
  if (pad.pen || pad.sent.includes(JSON.stringify(strokes))) return;
  pad.strokes = strokes;
  drawPad(pad);
}

function drawPad(pad) {
  const brush = pad.canvas.getContext("2d");
  const { side, ink, paper } = pad.look;
  brush.clearRect(0, 0, side, side);
  brush.lineCap = brush.lineJoin = "round";
  for (const { width, erases, points } of pad.pen ? [...pad.strokes, pad.pen] : pad.strokes) {
    brush.lineWidth = width;
    brush.strokeStyle = erases ? paper : ink;
    brush.beginPath();
    points.forEach(([x, y], place) => (place ? brush.lineTo(x, y) : brush.moveTo(x, y)));
    if (points.length === 1) brush.lineTo(...points[0]);
    brush.stroke();
  }
}
