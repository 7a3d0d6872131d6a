// A grid of thumbnails; a click reports the name of the filter to open.
export default function ({ data: [data], parentElement, setTriggerValue }) {
  const wall = parentElement.querySelector(".wall");
  wall.style.setProperty("--shape", data.shape);
  data.tiles.forEach((tile, place) => {
    const button = wall.children[place] ?? wall.appendChild(emptyTile());
    const [image, title] = button.children;
    if (image.src !== tile.src) image.src = tile.src;
    image.alt = tile.alt;
    title.firstChild.textContent = tile.title;
    title.lastChild.textContent = tile.family;
    button.onclick = () => setTriggerValue("open", tile.name);
  });
  while (wall.children.length > data.tiles.length) wall.lastChild.remove();
}

function emptyTile() {
  const button = document.createElement("button");
  button.className = "tile";
  const title = document.createElement("span");
  title.className = "title";
  const family = document.createElement("span");
  family.className = "family";
  title.append(document.createTextNode(""), family);
  button.append(document.createElement("img"), title);
  return button;
}
