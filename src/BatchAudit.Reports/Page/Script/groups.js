/** The error groups with the most files, and those that are new, by size. */
function showGroups() {
  const report = reports.get("error-groups");
  if (!report?.length || !report.has("sample_message")) return;
  const [layer, message, files, batches, isNew, advice, group] =
    ["layer", "sample_message", "files", "batches", "new_since_previous_run", "retry_advice", "error_group"].map(name => report.cells(name));
  const rows = Array.from({ length: report.length }, (_, row) => row)
    .sort((one, other) => files[other] - files[one] || batches[other] - batches[one] || one - other)
    .slice(0, 15);
  const most = Math.max(1, ...rows.map(row => files[row]));
  const table = element("table");
  const head = element("tr");
  head.append(heading("Message"), barHeading(), heading("Files", "number"), heading("Batches", "number"), heading("Layer", "wide"), heading("Advice", "wide"));
  table.append(element("thead"), element("tbody"));
  table.tHead.append(head);
  table.tBodies[0].append(...rows.map(row => {
    const line = element("tr");
    const text = element("th", null, { scope: "row", className: "message" });
    const way = link(address.rows(files[row] ? "file-jobs" : "error-groups", "error_group", group[row]) ?? "#error-groups", null);
    way.append(plain(message[row].length > 300 ? `${message[row].slice(0, 300)}…` : message[row]));
    text.append(way, ...(isNew[row] ? [" ", word("new")] : []));
    const bars = element("td", null, { className: "bar-cell" });
    bars.append(drawn("svg", { class: "stack", "aria-hidden": "true" }, drawn("rect", { class: layer[row] === "mapping" ? "mapping_failed" : "job_failed", width: `${files[row] / most * 100}%`, height: 14 })));
    line.append(text, bars, count(files[row]), count(batches[row]), element("td", layer[row], { className: "wide" }), element("td", advice[row], { className: "wide" }));
    return line;
  }));
  const body = document.querySelector("#groups-picture .body");
  body.replaceChildren(table);
  if (report.length > rows.length) {
    const more = element("p", null, { className: "more" });
    more.append(link("#error-groups?sort=-files", `All ${figures.format(report.length)} error groups`));
    body.append(more);
  }
  document.getElementById("groups-picture").hidden = false;
}
