// What stands in a sum, in a label and in a cell.
const factor = (value) => (value < 0 ? `(${written(value)})` : written(value));
const cellName = (row, col) => `row ${row + 1}, column ${col + 1}`;
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

const made = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};
