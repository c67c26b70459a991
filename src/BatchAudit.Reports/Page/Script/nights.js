const outcomes = ["ok", "in_progress", "awaited", "unknown", "cancelled", "mapping_failed", "job_failed", "missing"];

/** The newest nights, newest first, each as a stacked bar with its numbers beside it. */
function showNights() {
  const report = reports.get("nights");
  if (!report?.length || !["batches_not_known", ...outcomes].every(name => report.has(name))) return;
  const cells = Object.fromEntries(["night", "batches", "files", "batches_not_known", ...outcomes].map(name => [name, report.cells(name)]));
  const rows = Array.from({ length: report.length }, (_, row) => row).reverse().slice(0, 31);
  const most = rows.reduce((largest, row) => Math.max(largest, cells.files[row]), 1);
  const table = element("table");
  const head = element("tr");
  head.append(heading("Night"), barHeading(), heading("Batches", "number wide"), heading("Files", "number"), ...outcomes.map(name => {
    const made = heading(null, "number");
    made.append(element("span", null, { className: `swatch ${name}` }), name.toUpperCase());
    return made;
  }));
  table.append(element("thead"), element("tbody"));
  table.tHead.append(head);
  table.tBodies[0].append(...rows.map(row => night(cells, row, most)));
  document.querySelector("#nights-picture .body").replaceChildren(table);
  document.getElementById("nights-picture").hidden = false;
}

function night(cells, row, most) {
  const line = element("tr");
  const parts = outcomes.map(name => [name, cells[name][row]]).filter(([, count]) => count > 0);
  const notKnown = cells.batches_not_known[row];
  const said = [
    ...parts.map(([name, count]) => `${figures.format(count)} ${name.toUpperCase()}`),
    ...(notKnown ? [`and the files of ${figures.format(notKnown)} of ${figures.format(cells.batches[row])} batches, which are not known`] : []),
  ].join(", ");
  const picture = drawn("svg", { class: "stack", role: "img", "aria-label": said || "no files" });
  let start = 0;
  for (const [name, count] of parts) {
    const width = count / most * 100;
    picture.append(drawn("rect", { class: name, x: `${start}%`, width: `${width}%`, height: 14 }));
    start += width;
  }
  const bars = element("td", null, { className: "bar-cell" });
  bars.append(picture);
  tipFor(bars, () => `${cells.night[row] ?? "Unknown night"}: ${said || "no files"}`);
  line.append(element("th", cells.night[row] ?? "not known", { scope: "row" }), bars, count(cells.batches[row], "number wide"), count(cells.files[row], "number", notKnown ? "≥ " : ""), ...outcomes.map(name => count(cells[name][row])));
  return line;
}

function heading(text, className = "") {
  return element("th", text, { scope: "col", className });
}

/** A heading that is only heard: the bars speak for themselves. */
function barHeading() {
  const made = heading(null, "bar-cell");
  made.append(element("span", "Picture", { className: "unseen" }));
  return made;
}

function count(number, className = "number", sign = "") {
  return element("td", number || sign ? sign + figures.format(number) : "·", { className: number || sign ? className : `${className} quiet` });
}
