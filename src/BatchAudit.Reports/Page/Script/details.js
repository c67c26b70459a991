const details = document.getElementById("details");

/** All of one row, with what each column means. */
function showDetails(report, row) {
  const first = firstId(report, row);
  document.getElementById("details-title").replaceChildren(`${report.title}: `, plain(first ? first.value : `row ${row + 1}`));
  details.querySelector("dl").replaceChildren(...report.columns.flatMap(column => entry(report, column, row)));
  document.getElementById("details-links").replaceChildren(...links(report, row));
  details.showModal();
}

function entry(report, column, row) {
  const cell = report.cells(column.name)[row];
  const value = element("dd");
  value.append(cell === null ? element("span", "none", { className: "quiet" }) : shown(cell, column.kind));
  value.className = column.kind;
  if (cell !== null && column.kind !== "Flag" && !isNumber(column) && column.kind !== "Word") value.append(copyButton(String(cell), column.name));
  value.append(element("small", column.meaning));
  return [element("dt", column.name), value];
}

function links(report, row) {
  const ways = [
    ["Files of the batch", "file-jobs", "batch_id"], ["The batch", "batches", "batch_id"], ["Findings of the batch", "findings", "batch_id"],
    ["Timeline of the batch", "status-timeline", "batch_id"], ["The file", "file-jobs", "source_directory_file_id"],
    ["Findings of the file", "findings", "source_directory_file_id"], ["Files with such an error", "file-jobs", "error_group"],
  ];
  return ways.flatMap(([text, view, column]) => {
    const cell = report.has(column) ? report.cells(column)[row] : null;
    const isHere = view === report.name && (column !== "batch_id" || view !== "file-jobs");
    const href = cell && !isHere ? address.rows(view, column, cell) : null;
    return href ? [link(href, text)] : [];
  });
}

/** The id by which a row is known, and its column's name; null when it has none. */
function firstId(report, row) {
  const preferred = report.name === "file-jobs" || report.name === "mapping-errors" || report.name === "rerun" ? ["source_directory_file_id"] : [];
  for (const name of [...preferred, ...report.columns.filter(column => column.kind === "Id").map(column => column.name)]) {
    const value = report.has(name) ? report.cells(name)[row] : null;
    if (value) return { name, value };
  }
  return null;
}

document.getElementById("close-details").addEventListener("click", () => details.close());
details.addEventListener("click", event => {
  // On the backdrop, or along a link: the page behind goes on.
  if (event.target === details || event.target.closest("a")) details.close();
});
