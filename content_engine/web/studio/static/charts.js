// Charts: <figure class="chart" tabindex="0" data-chart='{"x":[…],"unit":"day","series":[{"label","values",…}]}'>.
// unit of x: day, moment (milliseconds, UTC), number, or name (then `names`); `of` is the unit of the values.
// series: values with low and high (an interval), `stacked`, and `words`, which tell each value to people.
"use strict";
(() => {
  const COLOURS = ["--blue", "--amber", "--green", "--red", "--violet", "--soft"];
  const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
  const DAYS = [1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * 86_400);
  const COUNTS = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((zeros) => [1, 2, 5].map((one) => one * 10 ** zeros));
  const FONT = "12px system-ui, sans-serif";
  const drawn = new WeakMap();

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (at) => css(COLOURS[at % COLOURS.length]);
  const dash = (at) => DASHES[Math.floor(at / COLOURS.length + (at % COLOURS.length)) % DASHES.length];
  const isTime = (told) => told.unit === "day" || told.unit === "moment";
  const isStacked = (told) => told.series.some((one) => one.stacked);
  const day = (seconds) => new Date(seconds * 1_000).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  const known = (values) => values.filter((one) => one !== null && one !== undefined);

  function plain(value, of) {
    if (value === null || value === undefined) return "–";
    const round = (number, digits) => number.toLocaleString("en", { maximumFractionDigits: digits });
    if (of === "rate") return `${round(value * 100, 2)} %`;
    if (of === "points") return `${value > 0 ? "+" : ""}${round(value * 100, 2)}`;
    if (of === "usd") return `$${round(value, 2)}`;
    return round(value, Math.abs(value) < 10 ? 3 : 0);
  }

  // What each series adds up to, the lowest first: drawn from the highest down, so that each shows its own part.
  function heights(told) {
    const sums = told.x.map(() => 0);
    return told.series.map((one) => one.values.map((value, at) => (sums[at] += value || 0)));
  }

  function bounds(told) {
    const stacked = isStacked(told);
    const all = stacked ? [0, ...heights(told).flat()]
      : told.series.flatMap((one) => known([...one.values, ...(one.low || []), ...(one.high || [])]));
    let low = Math.min(...all), high = Math.max(...all);
    if (told.of !== "number" || low >= 0) low = Math.min(low, told.unit === "name" || low < high / 2 ? 0 : low);
    high = Math.max(high, told.of === "points" ? 0 : high);
    if (told.diagonal) high = Math.max(high, ...told.x);
    const pad = (high - low || Math.abs(high) || 1) * 0.06;
    return [low < 0 || (low > 0 && !stacked) ? low - pad : low, high + pad];
  }

  const pixels = (u, value, scale) => u.valToPos(value, scale, true);

  function line(context, from, to, how) {
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    Object.assign(context, { strokeStyle: how.colour, lineWidth: how.width });
    context.setLineDash(how.dash || []);
    context.stroke();
    context.setLineDash([]);
  }

  // Intervals, points, the zero line and the place the cursor is on; along x, or down the side where rows have names.
  function marks(u, state) {
    const { told } = state, { ctx } = u, { left, top, width, height } = u.bbox, ratio = devicePixelRatio;
    const named = told.unit === "name";
    const place = (x, y) => (named ? [pixels(u, y, "y"), pixels(u, x, "x")] : [pixels(u, x, "x"), pixels(u, y, "y")]);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left - 8 * ratio, top - 8 * ratio, width + 16 * ratio, height + 16 * ratio);
    ctx.clip();
    if (u.scales.y.min < 0 && u.scales.y.max > 0) {
      const zero = pixels(u, 0, "y"), how = { colour: css("--soft"), width: ratio };
      if (named) line(ctx, [zero, top], [zero, top + height], how);
      else line(ctx, [left, zero], [left + width, zero], how);
    }
    if (told.diagonal) {
      const ends = [Math.max(u.scales.x.min, u.scales.y.min), Math.min(u.scales.x.max, u.scales.y.max)];
      line(ctx, place(ends[0], ends[0]), place(ends[1], ends[1]), { colour: css("--soft"), width: ratio, dash: [4, 4] });
    }
    if (state.at !== null) {
      const at = state.x[state.at], how = { colour: css("--soft"), width: ratio, dash: [3, 3] };
      const spot = pixels(u, at, "x");
      if (named) line(ctx, [left, spot], [left + width, spot], how);
      else line(ctx, [spot, top], [spot, top + height], how);
    }
    if (!isStacked(told)) told.series.forEach((one, number) => points(ctx, one, number, place, state));
    ctx.restore();
  }

  function points(ctx, one, number, place, state) {
    const ratio = devicePixelRatio, shade = colour(number);
    one.values.forEach((value, at) => {
      if (value === null || value === undefined) return;
      const x = state.x[at];
      if (one.low && one.low[at] !== null) {
        line(ctx, place(x, one.low[at]), place(x, one.high[at]), { colour: shade, width: 2 * ratio });
      }
      ctx.beginPath();
      ctx.arc(...place(x, value), (at === state.at ? 5.5 : 3.5) * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = shade;
      ctx.fill();
    });
  }

  function axes(told, width) {
    const shared = { stroke: css("--soft"), font: FONT, grid: { stroke: css("--line"), width: 1 }, ticks: { show: false } };
    const figures = { ...shared, scale: "y", values: (u, ticks) => ticks.map((one) => plain(one, told.of)),
      ...(told.of === "count" ? { incrs: COUNTS } : {}) };
    const days = { incrs: DAYS, space: 70, values: (u, ticks) => ticks.map((one) => (one === null ? "" : day(one))) };
    if (told.unit !== "name") return [{ ...shared, scale: "x", ...(isTime(told) ? days : {}) }, { ...figures, size: 62 }];
    const most = Math.max(8, Math.floor(Math.min(width * 0.42, 320) / 7));
    const short = told.names.map((name) => (name.length > most ? `${name.slice(0, most - 1)}…` : name));
    const names = {
      ...shared, scale: "x", side: 3, gap: 8, grid: { show: false },
      size: 16 + 7 * Math.max(...short.map((name) => name.length)),
      splits: () => told.x, values: (u, ticks) => ticks.map((one) => short[one] ?? ""),
    };
    return [names, { ...figures, side: 2, size: 34, space: 70 }];
  }

  function series(told) {
    const stacked = isStacked(told);
    const count = told.series.length;
    const made = told.series.map((one, number) => ({
      label: one.label, scale: "y", points: { show: false },
      stroke: colour(number), width: stacked ? 0 : 2, dash: dash(number),
      fill: stacked ? colour(number) : undefined,
      paths: stacked ? uPlot.paths.bars({ size: [0.7, 46] }) : told.unit === "name" ? () => null : undefined,
    }));
    return stacked ? made.reverse().slice(0, count) : made;
  }

  function options(state, width) {
    const { told } = state, named = told.unit === "name", time = isTime(told);
    const first = state.x[0], last = state.x[state.x.length - 1];
    const step = Math.min(...state.x.slice(1).map((one, at) => one - state.x[at]), time ? 86_400 : Infinity);
    const pad = named ? 0.6 : isStacked(told) ? step * 0.6 : (last - first) * 0.02 || (time ? 43_200 : 0.5);
    return {
      width, height: named ? 60 + 26 * told.x.length : 260,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), "Etc/UTC"),
      legend: { show: false },
      cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time, range: () => [first - pad, last + pad], ...(named ? { ori: 1, dir: -1 } : {}) },
        y: { range: () => bounds(told), ...(named ? { ori: 0 } : {}) },
      },
      axes: axes(told, width), series: [{}, ...series(told)],
      hooks: { draw: [(u) => marks(u, state)], setCursor: [(u) => hovered(u, state)] },
    };
  }

  function hovered(u, state) {
    const at = u.cursor.idx;
    if (u.cursor.left >= 0 && at !== null && at !== undefined && at !== state.at) show(state, at);
  }

  function words(state, at) {
    const { told } = state;
    const name = told.names ? told.names[at] : isTime(told) ? new Date(told.x[at]).toISOString().slice(0, 10) : told.x[at];
    const parts = told.series
      .filter((one) => !isStacked(told) || one.values[at])
      .map((one) => `${told.series.length > 1 ? `${one.label} ` : ""}${one.words ? one.words[at] : plain(one.values[at], told.of)}`);
    return `${name}: ${parts.join(", ") || "nothing"}`;
  }

  function show(state, at) {
    state.at = at;
    state.readout.textContent = words(state, at);
    if (state.plot) state.plot.redraw(false);
  }

  function legend(figure, told) {
    const place = figure.querySelector("[data-legend]");
    if (!place) return;
    const shown = told.series.length > 1 ? told.series : [];
    place.replaceChildren(...shown.map((one, number) => {
      const item = document.createElement("span");
      const mark = document.createElement("i");
      mark.className = `swatch s${number % COLOURS.length}${dash(number).length && !isStacked(told) ? " dashed" : ""}`;
      item.append(mark, one.label);
      return item;
    }));
    place.hidden = shown.length === 0;
  }

  function draw(figure) {
    const state = drawn.get(figure), place = figure.querySelector("[data-canvas]");
    const width = Math.floor(place.clientWidth);
    if (!width) return;
    if (state.plot) state.plot.destroy();
    const values = isStacked(state.told) ? heights(state.told).reverse() : state.told.series.map((one) => one.values);
    state.plot = new uPlot(options(state, width), [state.x, ...values], place);
    place.style.minHeight = "0";
    state.width = width;
  }

  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const figure = target.closest("figure[data-chart]");
      if (drawn.has(figure) && drawn.get(figure).width !== Math.floor(target.clientWidth)) draw(figure);
    }
  });

  function begin(figure) {
    if (drawn.has(figure)) return;
    const told = JSON.parse(figure.dataset.chart);
    const x = isTime(told) ? told.x.map((ms) => ms / 1_000) : told.x;
    let readout = figure.querySelector("[data-readout]");
    if (!readout) {
      readout = document.createElement("p");
      readout.setAttribute("role", "status");
      figure.append(readout);
    }
    drawn.set(figure, { told, x, at: null, readout, plot: null, width: 0 });
    legend(figure, told);
    draw(figure);
    resized.observe(figure.querySelector("[data-canvas]"));
  }

  const beginAll = (root) => root.querySelectorAll("figure[data-chart]").forEach(begin);
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

  document.addEventListener("keydown", (event) => {
    const figure = event.target;
    if (!(event.key in STEPS) || !drawn.has(figure) || event.ctrlKey || event.metaKey || event.altKey) return;
    const state = drawn.get(figure), last = state.x.length - 1;
    const from = state.at === null ? (STEPS[event.key] > 0 ? -1 : last + 1) : state.at;
    show(state, Math.min(last, Math.max(0, from + STEPS[event.key])));
    event.preventDefault();
  });

  const again = () => document.querySelectorAll("figure[data-chart]").forEach((one) => drawn.has(one) && draw(one));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  document.addEventListener("htmx:afterSettle", () => beginAll(document));
  beginAll(document);
})();
