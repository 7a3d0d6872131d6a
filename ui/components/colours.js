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
// Relative luminance as WCAG 2 has it; from 0.179 on, black stands out more than white does.
const linear = (part) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const isLight = (colour) => {
  const [red, green, blue] = colour.map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
};
const textOn = (colour, dark = "#000") => (isLight(colour) ? dark : "#fff");
