/** What a reader needs first; the others come with "All columns". A report that is not named here shows everything. */
const usualColumns = {
  "file-jobs": ["outcome", "file_name", "batch_id", "source_directory_file_id", "job_id", "mapping", "job_status", "mapping_error", "job_error", "job_finished_at", "run_seconds"],
  "mapping-errors": ["mapping", "file_name", "batch_id", "source_directory_file_id", "mapping_error", "retry_advice", "nights_seen", "first_seen_at"],
  "batches": ["batch_id", "status", "created_at", "updated_at", "listed", "jobs_ok", "jobs_failed", "mapping_errors", "missing", "unaccounted", "success_pct_of_checked", "stuck", "drift_events", "source_directory_id"],
  "error-groups": ["layer", "sample_message", "files", "batches", "new_since_previous_run", "retry_advice", "first_seen_at", "last_seen_at", "error_group"],
  "findings": ["severity", "rule", "new", "message", "batch_id", "file_name", "source_directory_file_id", "seen_at", "what_to_do"],
};

/** Columns to choose a value of. */
const facets = {
  "file-jobs": ["outcome", "mapping", "job_status"], "mapping-errors": ["mapping", "retry_advice"], "batches": ["status", "stuck"],
  "error-groups": ["layer", "retry_advice"], "findings": ["severity", "rule", "new"], "reconciliation": ["class"], "drift": ["severity", "field"],
  "rerun": ["reason", "retry_advice"], "status-timeline": ["to_status", "precision"], "runs": ["state"],
};

class TableView {
  #state = null;
  #report = null;
  #typing = 0;
  #search = document.getElementById("search");
  #all = document.getElementById("all-columns");
  #grid = new Grid(name => this.#sortBy(name));

  constructor() {
    this.#search.form.addEventListener("submit", event => event.preventDefault());
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#change({ search: this.#search.value }), 120);
    });
    this.#all.addEventListener("change", () => this.#change({ allColumns: this.#all.checked }));
    document.getElementById("copy-ids").addEventListener("click", () => this.#copyIds());
  }

  show(report, state) {
    clearTimeout(this.#typing);
    this.#report = report;
    this.#state = state;
    if (this.#search.value !== state.search) this.#search.value = state.search;
    this.#all.checked = state.allColumns;
    this.#all.parentElement.hidden = !(report.name in usualColumns);
    document.getElementById("table-title").textContent = report.title;
    this.#showFacets();
    this.#showChips();
    this.#showRows();
    const copyIds = document.getElementById("copy-ids");
    copyIds.hidden = this.#idColumn() === null;
    copyIds.title = `The ${this.#idColumn()} of every row that is left, each once, one a line`;
  }

  focusSearch() {
    this.#search.focus();
    this.#search.select();
  }

  #change(part) {
    // What was typed a moment ago counts, though its own turn has not come yet.
    Object.assign(this.#state, { search: this.#search.value }, part);
    address.replace(this.#state);
    this.show(this.#report, this.#state);
  }

  #showRows() {
    const usual = usualColumns[this.#report.name];
    const columns = usual && !this.#state.allColumns
      ? usual.map(name => this.#report.columns.find(column => column.name === name)).filter(Boolean)
      : this.#report.columns;
    const rows = sorted(this.#report, filtered(this.#report, this.#state), this.#state.sort);
    this.#grid.show(this.#report, columns, rows, this.#state.sort);
    const all = figures.format(this.#report.length);
    const leftOut = this.#report.leftOut ? `, without ${this.#report.leftOut}` : "";
    document.getElementById("table-count").textContent = rows.length === this.#report.length
      ? `${all} rows, one per ${this.#report.rowMeaning}${leftOut}`
      : `${figures.format(rows.length)} of ${all} rows, one per ${this.#report.rowMeaning}${leftOut}`;
  }

  #showFacets() {
    const names = (facets[this.#report.name] ?? []).filter(name => this.#report.has(name));
    document.getElementById("facets").replaceChildren(...names.map(name => {
      const select = element("select");
      select.append(new Option("any", "\u0000"), ...counts(this.#report, name).map(([value, count]) =>
        new Option(`${value || "(empty)"} · ${figures.format(count)}`, value)));
      select.value = this.#state.where.get(name) ?? "\u0000";
      select.addEventListener("change", () => this.#where(name, select.value === "\u0000" ? null : select.value));
      const label = element("label", `${name} `);
      label.append(select);
      return label;
    }));
  }

  /** The conditions that came with a link, each with a way to drop it. */
  #showChips() {
    const chosen = facets[this.#report.name] ?? [];
    const others = [...this.#state.where].filter(([name]) => this.#report.has(name) && !chosen.includes(name));
    document.getElementById("chips").replaceChildren(...others.map(([name, value]) => {
      const chip = element("li");
      const drop = element("button", "×", { type: "button" });
      drop.setAttribute("aria-label", `Drop the filter ${name}`);
      drop.addEventListener("click", () => this.#where(name, null));
      const href = name === "batch_id" && this.#report.name !== "batches" ? address.rows("batches", name, value) : null;
      const shownValue = href ? link(href, null, { title: "Back to the batch" }) : element("span", null, { title: value });
      shownValue.append(plain(value));
      chip.append(`${name} is `, shownValue, drop);
      return chip;
    }));
  }

  #where(name, value) {
    const where = new Map(this.#state.where);
    if (value === null) where.delete(name);
    else where.set(name, value);
    this.#change({ where });
  }

  /** Once: ascending; again: descending; a third time: as the report has them. */
  #sortBy(name) {
    const next = { [name]: `-${name}`, [`-${name}`]: "" }[this.#state.sort] ?? name;
    this.#change({ sort: next });
    const sortedBy = [...document.querySelectorAll("#grid thead button")].find(button => button.textContent.split(" ")[0] === name);
    sortedBy?.focus();
  }

  #idColumn() {
    return ["file-jobs", "mapping-errors", "rerun", "reconciliation"].includes(this.#report.name) && this.#report.has("source_directory_file_id")
      ? "source_directory_file_id"
      : this.#report.columns.find(column => column.kind === "Id")?.name ?? null;
  }

  #copyIds() {
    const cells = this.#report.cells(this.#idColumn());
    const ids = [...new Set(Array.from(this.#grid.rows, row => cells[row]).filter(Boolean))];
    copy(ids.join("\n"), `${figures.format(ids.length)} × ${this.#idColumn()}`);
  }
}
