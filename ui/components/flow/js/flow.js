// A drawing on its way through the network: one step in focus at a time, the rest on a rail.
const STEP_MS = 1800;
const REST_MS = 700;

export default function ({ data: [data], parentElement, setStateValue, setTriggerValue }) {
  const flow = (parentElement.flow ??= createFlow(parentElement.querySelector(".flow")));
  flow.report = (strokes) => setStateValue("strokes", strokes);
  flow.sample = (digit) => setTriggerValue("sample", String(digit));
  flow.open = (step) => setTriggerValue("open", String(step));
  const fresh = flow.data?.of !== data.of;
  flow.data = data;
  flow.root.dataset.of = data.of;
  flow.stages = data.stages.map((stage) => ({ ...stage, cells: bytesOf(stage.values) }));
  lookLike(flow.pad, data.pen);
  takeStrokes(flow.pad, data.strokes);
  flow.root.querySelector(".ask").textContent = flow.pad.strokes.length ? "" : data.ask;
  tellAnswer(flow.root.querySelector(".answer"), data.answer);
  drawRail(flow);
  if (!fresh) show(flow);
  else if (matchMedia("(prefers-reduced-motion: reduce)").matches) halt(flow, flow.stages.length - 1);
  else start(flow, 0);
}

function createFlow(root) {
  const flow = { root, at: 0, share: 1, playing: false, frame: 0 };
  flow.pad = createPad(root.querySelector(".pad"), {
    drawn: (strokes) => flow.report(strokes),
    begun: () => (root.querySelector(".ask").textContent = ""),
    typed: (digit) => flow.sample(digit),
  });
  const act = {
    undo: () => setStrokes(flow.pad, flow.pad.strokes.slice(0, -1)),
    clear: () => setStrokes(flow.pad, []),
    back: () => halt(flow, Math.max(0, flow.at - 1)),
    on: () => stepOn(flow),
    play: () => (flow.playing ? pause(flow) : start(flow, isOver(flow) ? 0 : flow.at)),
  };
  for (const button of root.querySelectorAll("[data-do]")) button.onclick = act[button.dataset.do];
  root.querySelector(".open").onclick = () => flow.open(flow.at);
  new ResizeObserver(() => flow.stages && show(flow)).observe(root.querySelector(".focus"));
  return flow;
}

const isOver = (flow) => flow.at === flow.stages.length - 1 && flow.share === 1;

function stepOn(flow) {
  if (flow.at < flow.stages.length - 1) halt(flow, flow.at + 1);
}

// Play from a step to the last; each fills its picture, rests, and gives way to the next.
function start(flow, step) {
  cancelAnimationFrame(flow.frame);
  Object.assign(flow, { at: step, share: 0, playing: true });
  show(flow);
  let began = null;
  const move = (now) => {
    began ??= now;
    flow.share = Math.min(1, (now - began) / STEP_MS);
    if (now - began > STEP_MS + REST_MS) {
      if (flow.at === flow.stages.length - 1) return halt(flow, flow.at);
      Object.assign(flow, { at: flow.at + 1, share: 0 });
      began = now;
    }
    show(flow);
    if (flow.root.isConnected) flow.frame = requestAnimationFrame(move);
  };
  flow.frame = requestAnimationFrame(move);
}

function pause(flow) {
  cancelAnimationFrame(flow.frame);
  flow.playing = false;
  show(flow);
}

function halt(flow, step) {
  Object.assign(flow, { at: step, share: 1 });
  pause(flow);
}

function show(flow) {
  const { root, stages, at, share } = flow;
  const stage = stages[at];
  const [from, to] = [root.querySelector(".from"), root.querySelector(".to")];
  from.hidden = root.querySelector(".arrow").hidden = at === 0;
  if (at > 0) {
    from.setAttribute("aria-label", stages[at - 1].alt);
    drawStage(from, stages[at - 1], 1, flow.data, windowOf(stage, share));
  }
  to.setAttribute("aria-label", stage.alt);
  drawStage(to, stage, share, flow.data, null);
  const [name, words, open] = root.querySelector(".words").children;
  name.textContent = `${at + 1} ${stage.name}.`;
  words.textContent = stage.words;
  open.textContent = stage.link;
  root.querySelector("[data-do=play]").textContent = flow.playing ? "Stop" : "Play";
  [...root.querySelector(".rail").children].forEach((button, step) => {
    if (step === at) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
}

function drawRail(flow) {
  const rail = flow.root.querySelector(".rail");
  flow.stages.forEach((stage, step) => {
    const button = rail.children[step] ?? rail.appendChild(emptyStep());
    button.onclick = () => halt(flow, step);
    button.setAttribute("aria-label", `${step + 1} ${stage.name}`);
    drawStage(button.firstChild, stage, 1, flow.data, null);
    button.lastChild.textContent = `${step + 1} ${stage.name}`;
  });
}

function emptyStep() {
  const button = document.createElement("button");
  button.append(document.createElement("canvas"), document.createElement("span"));
  return button;
}

function tellAnswer(line, answer) {
  line.replaceChildren();
  if (!answer.digit) return line.append(answer.words);
  const digit = document.createElement("b");
  digit.textContent = answer.digit;
  line.append("The network says ", digit, `, ${answer.words}`);
}
