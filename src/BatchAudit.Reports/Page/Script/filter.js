/**
 * The numbers of the rows that have every value asked for and, somewhere, every word searched for. A name may be written with
 * é or with e and an accent, as macOS does: to a reader they are the same, so for the search they are. What is shown stays as it came.
 */
function filtered(report, { where, search }) {
  const wanted = [...where].filter(([name]) => report.has(name)).map(([name, value]) => [report.cells(name), value]);
  const texts = report.columns.filter(column => !isNumber(column) && column.kind !== "Flag").map(column => report.cells(column.name));
  const words = search.normalize().split(/\s+/u).filter(Boolean).map(text => new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "iu"));
  const rows = new Uint32Array(report.length);
  let count = 0;
  for (let row = 0; row < report.length; row++) {
    if (wanted.every(([cells, value]) => String(cells[row] ?? "") === value)
      && words.every(pattern => texts.some(cells => cells[row] !== null && pattern.test(cells[row].normalize())))) {
      rows[count++] = row;
    }
  }
  return rows.subarray(0, count);
}

/** Puts rows in the order of a column: what is empty last, equal ones as they were. */
function sorted(report, rows, sort) {
  const descends = sort.startsWith("-");
  const name = descends ? sort.slice(1) : sort;
  if (!report.has(name)) return rows;
  const cells = report.cells(name);
  const sign = descends ? -1 : 1;
  return rows.slice().sort((one, other) => {
    const [a, b] = [cells[one], cells[other]];
    if (a === b) return one - other;
    if (a === null || b === null) return a === null ? 1 : -1;
    return a < b ? -sign : sign;
  });
}

/** Each value of a column and how many rows have it, the most frequent first. */
function counts(report, name) {
  const found = new Map();
  for (const cell of report.cells(name)) found.set(String(cell ?? ""), (found.get(String(cell ?? "")) ?? 0) + 1);
  return [...found].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}
