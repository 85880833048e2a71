// Finds words that we copied from a text, by the same rule as `files/texts/copied_words.py`.

const RUN = 5;
const COMPARED = /\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{L}\p{Nl}\p{No}])|[\p{L}\p{N}]+(?:['\u2019\u02bc][\p{L}\p{N}]+)*/gu;

/**
 * Each word as it is compared, with its offsets.
 * @param {string} text
 * @returns {[string, number, number][]}
 */
export function comparedWords(text) {
  return [...text.matchAll(COMPARED)].map((match) => [
    match[0].normalize("NFKC").replace(/['\u2019\u02bc]/g, "").toLowerCase(),
    match.index, match.index + match[0].length,
  ]);
}

/** Texts ready to be compared with what is typed. */
export class CopiedWords {
  /** @param {string[][]} texts the paragraphs of each */
  constructor(texts) {
    /** @type {Set<string>[]} */
    this.runs = texts.map((paragraphs) => {
      const words = comparedWords(paragraphs.join("\n")).map(([word]) => word);
      const found = new Set();
      for (let at = 0; at + RUN <= words.length; at += 1) found.add(words.slice(at, at + RUN).join(" "));
      return found;
    });
  }

  /**
   * Every longest run of five or more words that occurs in one of the texts.
   * @param {string} ours
   * @returns {{ start: number, end: number, words: number }[]}
   */
  find(ours) {
    const words = comparedWords(ours);
    const found = [];
    for (const runs of this.runs) {
      let first = -1;
      for (let at = 0; at + RUN <= words.length + 1; at += 1) {
        const isIn = at + RUN <= words.length
          && runs.has(words.slice(at, at + RUN).map(([word]) => word).join(" "));
        if (isIn && first < 0) first = at;
        if (!isIn && first >= 0) {
          const last = at + RUN - 2;
          found.push({ start: words[first][1], end: words[last][2], words: last - first + 1 });
          first = -1;
        }
      }
    }
    return found.sort((one, other) => one.start - other.start);
  }
}
