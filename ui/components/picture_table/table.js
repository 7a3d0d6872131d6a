// Pictures in labelled rows and columns; a click reports "row,column".
export default function ({ data: [data], parentElement, setTriggerValue }) {
  const table = parentElement.querySelector(".table");
  table.style.setProperty("--count", data.columns.length);
  table.style.setProperty("--label", data.label);
  const parts = [label("", "title"), ...data.columns.map((text) => label(text))];
  data.rows.forEach((row, r) => {
    parts.push(label(row.title, "title"));
    row.cells.forEach((cell, c) => {
      const button = document.createElement("button");
      button.className = row.pixels ? "cell pixels" : "cell";
      const image = document.createElement("img");
      image.src = cell;
      image.alt = `${row.title}, ${data.columns[c]}`;
      button.append(image);
      button.onclick = () => setTriggerValue("open", `${r},${c}`);
      parts.push(button);
    });
  });
  table.replaceChildren(...parts);
}

function label(text, kind = "") {
  const span = document.createElement("span");
  span.className = `head ${kind}`;
  span.textContent = text;
  return span;
}
