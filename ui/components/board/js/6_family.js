// What Python worked out ahead, looked up by setting: "padding stride dilation border flip stage",
// and for a pooling its window and stride. Nothing is computed here.
const KINDS = ["padding", "stride", "dilation", "border", "flip", "stage", "window", "windowStride"];

const choices = (setting) => {
  const parts = setting.split(" ");
  return Object.fromEntries(KINDS.map((kind, at) => [kind, parts[at]]));
};

class Family {
  constructor() {
    this.read = {};
    this.members = {};
  }

  // Take what an answer brings; tell whether its grids are others than before.
  take(answer) {
    const fresh = ["grids", "sliders", "others"].filter((name) => this.read[name] !== answer[name]);
    for (const name of fresh) {
      this.read[name] = answer[name];
      this[name] = JSON.parse(answer[name]);
    }
    this.members = { ...this.others, ...this.sliders };
    return fresh.includes("grids");
  }

  has(setting) {
    return setting in this.members;
  }

  // All that the board draws under a setting.
  of(setting) {
    const { grids } = this;
    const member = this.members[setting];
    const chosen = choices(setting);
    if (member.unfit) return member;
    const { rows, cols } = member;
    const padded = (image) =>
      rows.map((row) => cols.map((col) => image[row]?.[col] ?? 0)); // -1: a cell of zero
    return {
      ...grids,
      ...member,
      ...chosen,
      images: grids.image.map(padded),
      kernels: grids.kernels[chosen.flip],
      order: grids.order[chosen.flip],
      taps: grids.taps[chosen.dilation],
      reach: grids.reach[chosen.dilation],
      corners: [grids.corners[chosen.stride], grids.corners[chosen.stride]],
      flipped: chosen.flip === "true",
      window: Number(chosen.window),
      windowStride: Number(chosen.windowStride),
    };
  }
}

Object.assign(Board.prototype, {
  product(channel, tap, pixel) {
    const { data } = this;
    const { cols } = this.channels[0].image;
    const [row, col] = [data.rows[Math.floor(pixel / cols)], data.cols[pixel % cols]];
    return data.products[channel][data.order[tap]][row]?.[col] ?? 0;
  },
});

