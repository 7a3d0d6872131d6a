// The camera of a phone or a computer: squares as plain RGB, in bursts or one by one.
const KEPT = "camera"; // which camera was chosen last, in this browser

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const camera = (parentElement.camera ??= create(parentElement.querySelector(".camera")));
  camera.data = data;
  camera.send = (photos) => setTriggerValue("photos", photos);
  camera.find(".take").hidden = data.live || !camera.stream;
  if (data.live && camera.waiting !== data.answered) proceed(camera);
  return () => !parentElement.isConnected && halt(camera);
}

function create(root) {
  const find = (name) => root.querySelector(name);
  const camera = { root, find, video: find("video"), stream: null, waiting: null, burst: null };
  camera.canvas = document.createElement("canvas");
  find(".start").onclick = () => open(camera, localStorage.getItem(KEPT));
  find(".stop").onclick = () => halt(camera);
  find("select").onchange = ({ target }) => {
    localStorage.setItem(KEPT, target.value);
    open(camera, target.value);
  };
  const take = find(".take");
  take.onpointerdown = () => begin(camera);
  take.onpointerup = take.onpointerleave = take.onpointercancel = () => finish(camera);
  take.onkeydown = (event) => [" ", "Enter"].includes(event.key) && !event.repeat && begin(camera);
  take.onkeyup = () => finish(camera);
  return camera;
}

async function open(camera, device) {
  const { find, video } = camera;
  halt(camera);
  if (!navigator.mediaDevices) {
    return tell(camera, "The browser gives a camera only to https or localhost. Use photos from a file.");
  }
  tell(camera, "Waiting for your permission…");
  // the rear camera of a phone, unless another was chosen
  const wanted = device ? { deviceId: { exact: device } } : { facingMode: "environment" };
  try {
    camera.stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  } catch (problem) {
    if (device) {
      localStorage.removeItem(KEPT);
      return open(camera, null);
    }
    const none = problem.name === "NotFoundError";
    return tell(camera, none ? "No camera was found. Use photos from a file." : "The browser was not allowed to use the camera. Allow it in the address bar, or use photos from a file.");
  }
  video.srcObject = camera.stream;
  await video.play();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter((one) => one.kind === "videoinput");
  const used = camera.stream.getVideoTracks()[0].getSettings().deviceId;
  find("select").replaceChildren(...cameras.map((one, n) => new Option(one.label || `Camera ${n + 1}`, one.deviceId, false, one.deviceId === used)));
  find(".which").hidden = cameras.length < 2;
  video.hidden = find(".stop").hidden = false;
  find(".start").hidden = true;
  find(".take").hidden = camera.data.live;
  tell(camera, "");
  if (camera.data.live) proceed(camera);
}

function halt(camera) {
  finish(camera);
  clearTimeout(camera.next);
  camera.stream?.getTracks().forEach((track) => track.stop());
  Object.assign(camera, { stream: null, waiting: null });
  const { find, video } = camera;
  video.hidden = find(".stop").hidden = find(".take").hidden = find(".which").hidden = true;
  find(".start").hidden = false;
}

function begin(camera) {
  if (camera.burst || !camera.stream) return;
  camera.burst = [];
  const shoot = () => {
    camera.burst.push(square(camera));
    tell(camera, `${camera.burst.length} taken`);
    if (camera.burst.length >= camera.data.most) finish(camera);
  };
  camera.every = setInterval(shoot, camera.data.every);
  shoot();
}

function finish(camera) {
  clearInterval(camera.every);
  if (camera.burst?.length) camera.send(camera.burst);
  camera.burst = null;
}

// Live: one photo, and the next once it is answered, at most two a second.
function proceed(camera) {
  if (!camera.stream) return;
  clearTimeout(camera.next);
  camera.next = setTimeout(() => {
    if (!camera.stream || !camera.root.isConnected) return;
    camera.waiting = camera.data.answered;
    camera.send([square(camera)]);
  }, camera.data.every);
}

function square({ video, canvas, data: { side } }) {
  const least = Math.min(video.videoWidth, video.videoHeight);
  const [left, top] = [(video.videoWidth - least) / 2, (video.videoHeight - least) / 2];
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, left, top, least, least, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  let text = "";
  for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
  return btoa(text);
}

function tell(camera, words) {
  camera.find(".told").textContent = words;
}
