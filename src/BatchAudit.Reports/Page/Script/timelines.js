const terminal = new Set(["COMPLETED", "FAILED", "CANCELLED"]);
const precisions = { EXACT: "exactly", REPORTED: "as the server reports it", OBSERVED: "observed then at the latest" };
const days = 86400000;
const marks = { COMPLETED: "M0-5l5 5-5 5-5-5z", FAILED: "M-4-4H4V4H-4z", CANCELLED: "M0-5L5 4H-5z" };

/** One lane per batch, newest first: what its status was, from when to when, and how well that is known. */
class Timelines {
  #section = document.getElementById("timelines-picture");
  #period = document.getElementById("period");
  #lanes = [];
  #most = 40;

  constructor() {
    const timeline = reports.get("status-timeline");
    const batches = reports.get("batches");
    this.#lanes = timeline?.has("precision") && batches?.has("last_observed_at") ? lanesOf(timeline, batches) : [];
    if (this.#lanes.length === 0) return;
    this.#section.hidden = false;
    // Up to the newest look, which need not have found any change.
    this.end = this.#lanes.reduce((end, lane) => Math.max(end, lane.end, lane.seen), 0);
    const length = this.end - this.#lanes.reduce((start, lane) => Math.min(start, lane.start), this.end);
    const choices = [[1, "the last day"], [3, "the last 3 days"], [7, "the last week"], [30, "the last 30 days"]].filter(([count]) => count * days < length);
    this.#period.append(...choices.map(([count, text]) => new Option(text, count)), new Option("everything", "all"));
    this.usual = length <= 8 * days ? "all" : "7";
    this.#period.addEventListener("change", () => {
      address.replace({ ...address.read(), period: this.#period.value });
      this.#draw();
    });
  }

  show(state) {
    if (this.#lanes.length === 0) return;
    this.#period.value = [...this.#period.options].some(option => option.value === state.period) ? state.period : this.usual;
    this.#draw();
  }

  #draw() {
    const body = this.#section.querySelector(".body");
    const first = this.#lanes.reduce((start, lane) => Math.min(start, lane.start), this.end);
    const start = this.#period.value === "all" ? first : Math.max(first, this.end - Number(this.#period.value) * days);
    const pad = (this.end - start || 60000) * 0.015;
    const scale = new Scale(start - pad, this.end + pad);
    const within = this.#lanes.filter(lane => lane.end >= start);
    const earlier = this.#lanes.length - within.length;
    const box = element("div", null, { className: "lanes" });
    box.append(axis(scale), ...within.slice(0, this.#most).map(lane => this.#lane(lane, scale)));
    body.replaceChildren(box);
    if (earlier > 0) body.append(element("p", `← ${figures.format(earlier)} of ${figures.format(this.#lanes.length)} batches ended earlier.`, { className: "quiet earlier" }));
    if (within.length > this.#most) {
      const more = element("button", `Show ${figures.format(Math.min(200, within.length - this.#most))} more of ${figures.format(within.length)} batches`, { type: "button", className: "more" });
      more.addEventListener("click", () => { this.#most += 200; this.#draw(); });
      body.append(more);
    }
  }

  #lane(lane, scale) {
    const row = element("div", null, { className: "lane" });
    const href = address.rows("file-jobs", "batch_id", lane.batch);
    const name = href ? link(href, null, { className: "Id" }) : element("span", null, { className: "Id" });
    name.append(plain(lane.batch));
    const status = element("span", null, { className: "status" });
    status.append(word(lane.status));
    const picture = drawn("svg", { role: "img", "aria-label": lane.lines().join("; ") });
    picture.append(...scale.ticks().map(tick => drawn("line", { class: "tick", x1: scale.at(tick), x2: scale.at(tick), y1: 0, y2: 25 })), ...lane.draw(scale));
    row.append(name, status, picture);
    tipFor(row, () => [lane.batch, ...lane.lines()].join("\n"));
    tipFor(name, () => [lane.batch, ...lane.lines()].join("\n"));
    return row;
  }
}

/** Where an instant lies, in per cent of the width. */
class Scale {
  static #steps = [60000, 300000, 900000, 3600000, 3 * 3600000, 6 * 3600000, 12 * 3600000, days, 2 * days, 7 * days, 14 * days, 30 * days, 90 * days, 365 * days];

  constructor(start, end) {
    this.start = start;
    this.end = end;
    this.step = Scale.#steps.find(step => (end - start) / step <= 8) ?? Scale.#steps.at(-1);
  }

  at(instant) {
    return `${this.share(instant)}%`;
  }

  has(instant) {
    return instant >= this.start && instant <= this.end;
  }

  share(instant) {
    return Math.min(100, Math.max(0, (instant - this.start) / (this.end - this.start) * 100));
  }

  ticks() {
    const first = Math.ceil(this.start / this.step) * this.step;
    return Array.from({ length: Math.floor((this.end - first) / this.step) + 1 }, (_, index) => first + index * this.step);
  }

  name(tick) {
    const text = new Date(tick).toISOString();
    return tick % days === 0 ? text.slice(5, 10) : this.step < days && tick % days !== 0 ? text.slice(11, 16) : text.slice(5, 10);
  }
}

function axis(scale) {
  const row = element("div", null, { className: "axis" });
  const picture = drawn("svg", { "aria-hidden": "true" });
  picture.append(...scale.ticks().map(tick => drawn("text", { x: scale.at(tick), y: 17, "text-anchor": "middle" }, scale.name(tick))));
  row.append(element("span", "batch", { className: "quiet" }), element("span", "status", { className: "quiet status" }), picture);
  return row;
}

class Lane {
  constructor(batch, status, seen, changes) {
    this.batch = batch;
    this.status = status;
    this.changes = changes;
    this.seen = seen;
    this.start = Math.min(...changes.map(change => change.from));
    // Reading a batch again makes it no longer: one that is over ended with its last change.
    this.end = Math.max(...changes.map(change => change.at), ...(terminal.has(changes.at(-1).to) ? [] : [seen]));
  }

  /** The changes in words. */
  lines() {
    return this.changes.map(change => change.precision === "OBSERVED"
      ? `${change.to}: observed at ${time(change.text)}; changed at some time since ${time(change.since ?? "the beginning")}`
      : `${change.to}: ${time(change.text)}, ${precisions[change.precision] ?? change.precision}`);
  }

  /** Spans in which the status is known, hatched ones in which it is not, and a mark where the batch ended. */
  draw(scale) {
    return this.changes.flatMap((change, index) => {
      const next = this.changes[index + 1];
      const until = next ? (next.precision === "OBSERVED" ? next.from : next.at) : this.end;
      const isUnseen = change.from < change.at && (index === 0 || change.precision === "OBSERVED");
      const unseen = isUnseen ? [bar("unseen-span", change.from, change.at, scale)] : [];
      return [...unseen, ...(terminal.has(change.to) ? mark(change, next ? until : null, scale) : known(change, until, scale))];
    });
  }
}

function known(change, until, scale) {
  const name = ["PENDING", "THROTTLED", "RUNNING"].includes(change.to) ? change.to : "other";
  const span = bar(`span ${name}`, change.at, until, scale);
  return name === "THROTTLED" ? [span, bar("dots", change.at, until, scale)] : [span];
}

/** A terminal status, and a line for as long as it was taken back later. */
function mark(change, until, scale) {
  const told = change.precision === "OBSERVED" ? "" : " told";
  const sign = scale.has(change.at) ? [drawn("svg", { x: scale.at(change.at), y: 12, overflow: "visible", "aria-hidden": "true" },
    drawn("path", { class: `mark ${change.to}${told}`, d: marks[change.to] }))] : [];
  return until === null ? sign : [drawn("line", { class: "after", x1: scale.at(change.at), x2: scale.at(until), y1: 12, y2: 12 }), ...sign];
}

function bar(className, from, to, scale) {
  const [left, right] = [scale.share(from), scale.share(to)];
  return drawn("rect", { class: className, x: `${left}%`, y: 6, height: 12, width: `${Math.max(right - left, right > 0 ? 0.25 : 0)}%` });
}

function lanesOf(timeline, batches) {
  const changes = new Map();
  const [ids, to, since, occurred, precision] = ["batch_id", "to_status", "not_before", "occurred_at", "precision"].map(name => timeline.cells(name));
  for (let row = 0; row < timeline.length; row++) {
    const at = Date.parse(occurred[row]);
    if (Number.isNaN(at)) continue;
    const from = Date.parse(since[row] ?? occurred[row]);
    if (!changes.has(ids[row])) changes.set(ids[row], []);
    changes.get(ids[row]).push({ to: to[row], from: Number.isNaN(from) ? at : from, at, since: since[row], text: occurred[row], precision: precision[row] });
  }
  const [known, status, seen] = ["batch_id", "status", "last_observed_at"].map(name => batches.cells(name));
  return known.map((id, row) => changes.has(id) ? new Lane(id, status[row], Date.parse(seen[row]) || 0, changes.get(id)) : null).filter(Boolean).reverse();
}
