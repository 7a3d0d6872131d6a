// Classes and their photos; pressing a photo marks it, pressing it again does not.
export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".album");
  const marked = new Set(data.marked);
  const tell = (name) => {
    if (!marked.delete(name)) marked.add(name);
    setStateValue("marked", [...marked]);
  };
  const focused = root.querySelector("button:focus")?.dataset.name;
  root.replaceChildren(...data.lines.map((line) => section(line, marked, tell)));
  if (focused) root.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
}

function section(line, marked, tell) {
  const box = document.createElement("section");
  box.style.setProperty("--kind", line.colour);
  const photos = element("div", "");
  photos.className = "photos";
  photos.append(...line.photos.map((photo, place) => thumbnail(line, photo, place, marked, tell)));
  box.append(element("h2", line.title), element("p", line.words), photos);
  return box;
}

function thumbnail(line, photo, place, marked, tell) {
  const button = element("button", "");
  button.dataset.name = photo.name;
  button.className = photo.aside ? "aside" : "";
  button.setAttribute("aria-pressed", String(marked.has(photo.name)));
  button.onclick = () => {
    tell(photo.name);
    button.setAttribute("aria-pressed", String(marked.has(photo.name)));
  };
  const image = document.createElement("img");
  image.src = photo.url;
  image.alt = `${line.title}, photo ${place + 1}${photo.aside ? ", set aside to test" : ""}`;
  button.append(image);
  return button;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
