// Letters that readers type alike become alike: Arabic and Urdu yeh, kaf and heh, letters with
// and without hamza or madda, digits of three kinds; harakat and joiners go; marks become spaces.
const fold = (() => {
  const ALIKE = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ه": "ہ", "ە": "ہ", "ة": "ہ", "ۃ": "ہ",
  };
  const GONE = /[\p{M}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
  const known = new Map();

  function letter(char) {
    let folded = known.get(char);
    if (folded === undefined) {
      folded = char.normalize("NFKD").replace(GONE, "").toLowerCase();
      folded = [...folded].map((part) => ALIKE[part] ?? part).join("");
      folded = folded.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
      folded = folded.replace(/[^\p{L}\p{N}]+/gu, " ");
      known.set(char, folded);
    }
    return folded;
  }

  // The text with a space before it; `from` is given, for each of its characters, the place of
  // the character that it came from.
  return (text, from) => {
    let folded = " ";
    from?.push(0);
    let at = 0;
    for (const char of text) {
      for (const part of letter(char)) {
        if (part !== " " || !folded.endsWith(" ")) {
          folded += part;
          from?.push(at);
        }
      }
      at += char.length;
    }
    return folded;
  };
})();
