/** The list of official lines that stands in the page: whose line is the bank that a field names. */

/** @typedef {{name: string, line: string, names: string[]}} Bank */

/**
 * @param {ParentNode} list
 * @returns {Bank[]}
 */
export function banksIn(list) {
  return Array.from(list.querySelectorAll("a"), (link) => {
    const [line, name] = Array.from(link.children, (one) => one.textContent || "");
    const names = (link.dataset.names || "").split("|").concat(name).filter(Boolean);
    return { name, line, names: names.map(same) };
  });
}

/**
 * The bank by the longest of its names in what was written, or null.
 * @param {Bank[]} banks
 * @param {string} written
 */
export function bankOf(banks, written) {
  const text = same(written);
  let best = null;
  let length = 0;
  for (const bank of banks) {
    for (const name of bank.names) {
      if (name.length > length && text.includes(name)) {
        best = bank;
        length = name.length;
      }
    }
  }
  return best;
}

/** @param {string} name */
const same = (name) => name.normalize("NFKC").toLowerCase().replace(/\s/g, "");
