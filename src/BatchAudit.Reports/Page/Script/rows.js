"use strict";

/** A report's rows, as the writer put them into the page: a block that describes it, then blocks of rows, column by column. */
class Report {
  #blocks = [];
  #columns = null;

  constructor(about) {
    this.name = about.name;
    this.title = about.title;
    this.rowMeaning = about.row_meaning;
    this.leftOut = about.left_out;
    this.columns = about.columns;
    this.length = 0;
  }

  add(block) {
    this.#blocks.push(block);
    this.length += Number(block.dataset.rows);
  }

  has(name) {
    return this.columns.some(column => column.name === name);
  }

  /** The cells of a column, one per row, in the order of the rows. */
  cells(name) {
    this.#columns ??= this.#parse();
    return this.#columns.get(name);
  }

  // Only when somebody looks: 100,000 files take a moment. The text is dropped, for it would be kept twice.
  #parse() {
    const cells = this.columns.map(() => new Array(this.length));
    let start = 0;
    for (const block of this.#blocks) {
      JSON.parse(block.textContent).forEach((column, index) => fill(cells[index], start, column));
      start += Number(block.dataset.rows);
      block.remove();
    }
    return new Map(this.columns.map((column, index) => [column.name, cells[index]]));
  }
}

/** A column of a block is a list of cells, or, where few cells come often, {words, at}: each word once, and which one each row has. */
function fill(cells, start, column) {
  if (Array.isArray(column)) {
    column.forEach((cell, row) => { cells[start + row] = cell; });
  } else {
    column.at.forEach((word, row) => { cells[start + row] = column.words[word]; });
  }
}

const reports = new Map();
for (const block of document.querySelectorAll("head > script[type='application/json']")) {
  if (block.className === "report") {
    const report = new Report(JSON.parse(block.textContent));
    reports.set(report.name, report);
  } else {
    [...reports.values()].at(-1).add(block);
  }
}
