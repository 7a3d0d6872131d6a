// The sum, written out.
Object.assign(Board.prototype, {
  say(text) {
    this.lead.textContent = text;
  },

  term({ image, weight, product }) {
    const term = made("span", product === 0 ? "term nil" : "term");
    term.append(made("i", "", factor(image)), "×", made("b", "", factor(weight)));
    return term;
  },

  sum(out, pixels) {
    const { data, channels } = this;
    const many = channels.length > 1;
    const value = this.map.values[out];
    channels.forEach(({ image, kernel }, channel) => {
      const line = made("div", "line");
      if (many) line.append(made("span", "name", data.names[channel]));
      pixels.forEach((at, tap) => {
        if (tap) line.append(made("span", "plus", "+"));
        const product = this.product(channel, tap, at);
        line.append(this.term({ image: image.values[at], weight: kernel.values[tap], product }));
      });
      if (many) line.append(made("span", "", "="), made("span", "part", written(data.sums[channel].flat()[out])));
      else this.finish(line, value);
      this.total.append(line);
    });
    if (many) {
      const line = made("div", "line");
      const sums = data.sums.map((one) => factor(one.flat()[out])).join(" + ");
      line.append(made("span", "name", "Total"), made("span", "", sums));
      this.finish(line, value);
      this.total.append(line);
    }
  },

  finish(line, value) {
    if (this.data.bias !== 0) {
      const bias = made("span", "", `${factor(this.data.bias)} (bias)`);
      line.append(made("span", "plus", "+"), bias);
    }
    line.append(made("span", "", "="), made("span", "total", written(value)));
  },

  list(terms, before) {
    const line = made("div", "line");
    if (before && terms.length) line.append(made("span", "plus", before));
    const most = 16;
    terms.slice(0, most).forEach((one, number) => {
      if (number) line.append(made("span", "plus", "·"));
      const shown = made("span", "term");
      shown.style.minWidth = "0";
      shown.append(...this.term(one).childNodes, ` = ${written(one.product)}`);
      line.append(shown);
    });
    if (terms.length > most) line.append(made("span", "plus", `and ${terms.length - most} more`));
    this.total.append(line);
  },

  formula(text, value) {
    const line = made("div", "line");
    line.append(made("span", "", text), made("span", "", "="));
    line.append(made("span", "total", written(value)));
    this.total.append(line);
  },

  announce() {
    if (this.answer.asks) return;
    const sum = this.total.textContent.replaceAll("×", " times ").replaceAll("−", "minus ");
    this.spoken.textContent = `${this.lead.textContent} ${sum.replaceAll("+", " plus ")}`;
  },
});

// Two sentences of Python's: what does not fit, and the way out.
const tellWayOut = (place, sentences) => {
  place.replaceChildren();
  if (sentences) place.append(`${sentences[0]} `, made("strong", "", sentences[1]));
};

Object.assign(Board.prototype, {
  tellAround(data) {
    this.notice.replaceChildren(made("strong", "", "What to notice."), ` ${data.notice}`);
    this.size.replaceChildren(made("span", "name", "Size"), ...data.size.map((line) => made("span", "", line)));
    tellWayOut(this.note, data.note);
  },
});

