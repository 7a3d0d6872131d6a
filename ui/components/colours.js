// The colour of a place 0..1 on a scale of stops [place, [red, green, blue]].
const shade = (stops, place) => {
  const at = Math.min(Math.max(place, 0), 1);
  const next = Math.max(1, stops.findIndex(([where]) => where >= at));
  const [[low, from], [high, to]] = [stops[next - 1], stops[next]];
  return from.map((value, i) => Math.round(value + (to[i] - value) * ((at - low) / (high - low))));
};

// The place of a value on a scale about zero, whose ends are the largest size there is.
const aboutZero = (value, largest) => 0.5 + value / largest / 2;
const largestOf = (values) => Math.max(1e-12, ...values.map(Math.abs));

const rgb = (colour) => `rgb(${colour})`;
const isLight = ([red, green, blue]) => 0.3 * red + 0.59 * green + 0.11 * blue > 140;
const textOn = (colour, dark = "#000") => (isLight(colour) ? dark : "#fff");
