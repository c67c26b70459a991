/**
 * Rows on the screen. Only those in view are in the document, between two rows as high as all those above and below; so a
 * table of 100,000 rows is as light as one of fifty.
 */
class Grid {
  static #rowHeight = 28;
  static #spare = 8;
  static #widths = { Id: 236, Text: 300, Word: 172, Time: 158, Integer: 96, Number: 110, Flag: 70 };

  #table = document.getElementById("grid");
  #scroll = document.getElementById("scroll");
  #report = null;
  #columns = [];
  #rows = new Uint32Array(0);
  #active = 0;
  #drawn = "";

  /** @param onSort called with the name of a column whose heading was pressed. */
  constructor(onSort) {
    this.onSort = onSort;
    this.#scroll.addEventListener("scroll", () => requestAnimationFrame(() => this.#draw()), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.#scroll);
    this.#table.addEventListener("keydown", event => this.#press(event));
    this.#table.addEventListener("click", event => this.#click(event));
  }

  get rows() {
    return this.#rows;
  }

  show(report, columns, rows, sort) {
    const isOther = report !== this.#report;
    this.#report = report;
    this.#columns = columns;
    this.#rows = rows;
    this.#active = 0;
    this.#drawn = "";
    this.#table.setAttribute("aria-rowcount", rows.length + 1);
    this.#table.setAttribute("aria-colcount", columns.length);
    this.#table.tHead.replaceChildren(this.#heading(sort));
    this.#widen();
    this.#scroll.scrollTop = 0;
    if (isOther) this.#scroll.scrollLeft = 0;
    this.#draw();
  }

  // By kind alone: widths that followed the cells would jump about while the rows scroll by.
  #widen() {
    const widths = this.#columns.map(column => Math.max(Grid.#widths[column.kind], Math.ceil(column.name.length * 7.2) + 34));
    this.#table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
    this.#table.querySelector("colgroup").replaceChildren(...widths.map(width => {
      const made = element("col");
      made.style.width = `${width}px`;
      return made;
    }));
  }

  #heading(sort) {
    const row = element("tr");
    row.setAttribute("aria-rowindex", 1);
    row.append(...this.#columns.map(column => {
      const heading = element("th", null, { scope: "col", className: isNumber(column) ? "number" : "" });
      const direction = sort === column.name ? "ascending" : sort === `-${column.name}` ? "descending" : "";
      if (direction) heading.setAttribute("aria-sort", direction);
      const arrow = { ascending: " ↑", descending: " ↓" }[direction] ?? "";
      const button = element("button", column.name + arrow, { type: "button", title: column.meaning });
      button.setAttribute("aria-label", `Sort by ${column.name}`);
      button.addEventListener("click", () => this.onSort(column.name));
      heading.append(button);
      return heading;
    }));
    return row;
  }

  #draw() {
    if (this.#report === null || this.#scroll.clientHeight === 0) return;
    const height = Grid.#rowHeight;
    const first = Math.max(0, Math.floor(this.#scroll.scrollTop / height) - Grid.#spare);
    const last = Math.min(this.#rows.length, Math.ceil((this.#scroll.scrollTop + this.#scroll.clientHeight) / height) + Grid.#spare);
    const drawing = `${first} ${last} ${this.#active}`;
    if (drawing === this.#drawn) return;
    this.#drawn = drawing;
    const lines = [this.#space(first * height)];
    for (let index = first; index < last; index++) lines.push(this.#line(index));
    lines.push(this.#space((this.#rows.length - last) * height));
    this.#table.tBodies[0].replaceChildren(...lines);
    const isIn = this.#active >= first && this.#active < last;
    if (isIn) this.#table.setAttribute("aria-activedescendant", `row-${this.#active}`);
    else this.#table.removeAttribute("aria-activedescendant");
  }

  #space(height) {
    const row = element("tr", null, { className: "space" });
    row.setAttribute("aria-hidden", "true");
    row.style.height = `${height}px`;
    return row;
  }

  #line(index) {
    const row = this.#rows[index];
    const line = element("tr", null, { id: `row-${index}`, className: index === this.#active ? "active" : "" });
    line.setAttribute("aria-rowindex", index + 2);
    line.setAttribute("aria-selected", index === this.#active);
    line.append(...this.#columns.map(column => this.#cell(column, this.#report.cells(column.name)[row])));
    return line;
  }

  #cell(column, cell) {
    const made = element("td", null, { className: isNumber(column) ? "number" : column.kind });
    const content = shown(cell, column.kind);
    const href = leadsTo(this.#report, column.name, cell);
    // The arrow keys and Enter reach everything; a tab stop for every link in view would make the table a trap.
    const way = href ? link(href, null, { tabIndex: -1 }) : null;
    way?.append(content);
    made.append(way ?? content);
    if (typeof cell === "string") made.title = cell.slice(0, 2000);
    if (column.kind === "Id" && cell) made.append(copyButton(cell, column.name, { className: "copy", tabIndex: -1 }));
    return made;
  }

  #press(event) {
    const page = Math.max(1, Math.floor(this.#scroll.clientHeight / Grid.#rowHeight) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.target !== this.#table || event.ctrlKey || event.metaKey || event.altKey || this.#rows.length === 0) return;
    if (event.key in steps) {
      this.#walk(steps[event.key]);
    } else if (event.key === "Enter") {
      showDetails(this.#report, this.#rows[this.#active]);
    } else if (event.key.toLowerCase() === "c") {
      const id = firstId(this.#report, this.#rows[this.#active]);
      if (id) copy(id.value, id.name);
    } else {
      return;
    }
    event.preventDefault();
  }

  #walk(step) {
    this.#active = Math.min(this.#rows.length - 1, Math.max(0, this.#active + step));
    const top = this.#active * Grid.#rowHeight;
    const room = this.#scroll.clientHeight - 2 * Grid.#rowHeight;
    if (top < this.#scroll.scrollTop) this.#scroll.scrollTop = top;
    else if (top > this.#scroll.scrollTop + room) this.#scroll.scrollTop = top - room;
    this.#draw();
  }

  #click(event) {
    const line = event.target.closest("tbody tr[id]");
    if (!line || event.target.closest("a, button") || getSelection().toString()) return;
    this.#active = Number(line.id.slice("row-".length));
    this.#draw();
    showDetails(this.#report, this.#rows[this.#active]);
  }
}
