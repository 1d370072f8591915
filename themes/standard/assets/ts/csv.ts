// Tables as CSV, for the spreadsheets of Japan.

/** writeCSV writes CSV that Excel opens by a double click: it takes a file without a byte order mark for Shift_JIS. */
export function writeCSV(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** cell is a text as RFC 4180 writes it, and never a formula: a spreadsheet would compute it, and a visitor did not write it. */
function cell(words: string): string {
  const formula = /^[=@＝＠\t\r]|^[+\-＋－]/u.test(words) && !/^[+-]?(?=[\d.])(\d*|\d{1,3}(,\d{3})+)(\.\d+)?%?$/u.test(words);
  const safe = formula ? `'${words}` : words;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
