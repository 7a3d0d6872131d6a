// How a number is written: a true minus, and no more digits than the place can hold.
const trueMinus = (text) => String(text).replaceAll("-", "−");
const typed = (text) => text.replaceAll("−", "-"); // as a number field and Python take it
const fixed = (value, digits) => trueMinus(value.toFixed(digits));

// At most four digits, but every digit of a whole thousand.
const written = (value) =>
  trueMinus(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
const spoken = (value) => written(value).replaceAll("−", "minus ");

// Two decimals, in a cell that is too narrow for them none.
const short = (value) =>
  Number.isFinite(value) ? fixed(value, Math.abs(value) >= 100 ? 0 : 2) : "–";

// A whole number as it is, a fraction with the fewer decimals the larger it is.
const measured = (value) => {
  const size = Math.abs(value);
  if (Math.abs(value - Math.round(value)) < 1e-9) return trueMinus(Math.round(value));
  return fixed(value, size >= 100 ? 1 : size >= 1 ? 2 : 3);
};
