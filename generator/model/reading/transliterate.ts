/** Letters in ASCII, as readers of the language write them where a keyboard or a file system has no others. */
// prettier-ignore
const letters: Readonly<Record<string, string>> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ŋ: "ng", ı: "i", ŧ: "t", ĸ: "k", ſ: "s",
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r",
  с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya",
  ё: "yo", є: "ye", і: "i", ї: "yi", ґ: "g", ў: "u", ј: "j", љ: "lj", њ: "nj", ћ: "c", ђ: "dj", џ: "dz", ѓ: "gj", ќ: "kj", ѕ: "dz",
  α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x", ο: "o", π: "p",
  ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o",
};

/** The text in ASCII; undefined if it has letters of other scripts than Latin, Cyrillic and Greek, which have no such spelling here. */
export function transliterate(text: string): string | undefined {
  if (/^\p{ASCII}*$/u.test(text)) return text;
  const parts = Array.from(text.normalize("NFC")).map(inAscii);
  return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

function inAscii(character: string): string | undefined {
  if (/^\p{ASCII}$/u.test(character)) return character;
  const lower = character.toLowerCase();
  const found = letters[lower] ?? letters[lower.normalize("NFD").replace(/\p{M}/gu, "")] ?? baseLetter(lower);
  if (found === undefined || lower === character) return found;
  return found.slice(0, 1).toUpperCase() + found.slice(1);
}

/** `ü` is a `u` with a mark. */
function baseLetter(character: string): string | undefined {
  const base = character.normalize("NFD").replace(/\p{M}/gu, "");
  return /^[a-z]*$/.test(base) ? base : undefined;
}
