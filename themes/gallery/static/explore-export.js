// What is shown as a file: the same rows, in their order, with the same columns as projects.csv and projects.json.

const SEVERAL = "; ";
// Columns that are shown as one.
const PARTS = { dates: ["start", "end"], amount: ["amount", "currency", "amount_up_to"] };

export function csv(rows, fields, index) {
  const columns = ["id", "title", ...fields.filter((field) => field === "summary"), "url",
    ...fields.filter((field) => field !== "summary").flatMap((field) => PARTS[field] ?? [field])];
  const numbers = new Map(index.facets.map((facet, number) => [facet.field, number]));
  const value = (row, column) => {
    const facet = numbers.get(column);
    if (facet !== undefined) return row.terms[facet].map((term) => index.facets[facet].names[term]).join(SEVERAL);
    if (column === "url") return index.origin + row.href;
    if (column === "partners") return (row.partners ?? []).join(SEVERAL);
    if (column === "inferred") return inferred(row, index, numbers);
    return row[column] ?? "";
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => value(row, column)))];
  return lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
}

function inferred(row, index, numbers) {
  const told = (row.inferred ?? []).map(([field, id]) => {
    const facet = index.facets[numbers.get(field)];
    return `${field}: ${facet.names[facet.ids.indexOf(id)]}`;
  });
  return told.join(SEVERAL);
}

/** A spreadsheet takes what begins so for a formula, which may do anything; an apostrophe makes it text. */
function cell(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function json(rows, fields, index) {
  const there = new Set(fields);
  const entry = (row) => {
    const all = {
      id: row.id,
      title: row.title,
      summary: there.has("summary") ? row.summary : undefined,
      url: index.origin + row.href,
      facets: index.facets.flatMap((facet, number) => (there.has(facet.field) ? [terms(row, facet, number, index)] : [])),
    };
    const amount = (text) => (text === undefined ? null : Number(text));
    if (there.has("partners")) all.partners = row.partners ?? [];
    if (there.has("status")) all.status = row.status ?? null;
    if (there.has("dates")) Object.assign(all, { start: row.start ?? null, end: row.end ?? null });
    if (there.has("amount")) {
      Object.assign(all, { amount: amount(row.amount), currency: row.currency ?? null, amount_up_to: amount(row.amount_up_to) });
    }
    if (there.has("updated")) all.updated = row.updated ?? null;
    return all;
  };
  const { title, url, language } = index;
  // Each project in a line of its own, as in the file of all projects.
  const lines = rows.map((row) => `\n${JSON.stringify(entry(row))}`);
  return `${JSON.stringify({ title, url, language }).slice(0, -1)},"projects":[${lines.join(",")}\n]}\n`;
}

function terms(row, facet, number, index) {
  const isInferred = (id) => (row.inferred ?? []).some(([field, term]) => field === facet.field && term === id);
  const term = (at) => {
    const id = facet.ids[at];
    return { id, name: facet.names[at], url: index.origin + facet.href + encodeURI(id) + "/", inferred: isInferred(id) };
  };
  return { field: facet.field, name: facet.plural, terms: row.terms[number].map(term) };
}

export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
