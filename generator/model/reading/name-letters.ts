import { transliterate } from "./transliterate.js";

/** Scripts with letters that look like those of another one. A word has letters of one of them. */
// prettier-ignore
const lookAlikes = [
  /[a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0218-\u021b\u1e00-\u1eff]/u, // Latin
  /[\u0400-\u052f]/u, // Cyrillic
  /[\u0370-\u03ff\u1f00-\u1fff]/u, // Greek
  /[\u0531-\u0587]/u, // Armenian
];

/** Letters of the other three that look like Latin ones. A word of nothing else looks like another word. */
const likeLatin = /^[АВЕЅІЈКМНОРСТХУԌԚԜаеѕіјорсхуԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχՕՍօսոհցք\d]+$/u;

/** Other scripts of living languages, by their blocks in Unicode: every compiler knows their letters. */
// prettier-ignore
const otherScripts =
  /[\u05d0-\u05ea\u0620-\u06d3\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u10d0-\u10ff\u1200-\u137f\u1780-\u17ff\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9ffc\uac00-\ud7a3]/u;

/**
 * The text as names are made of it. Names are compared by people, so fullwidth and other compatible characters become ordinary ones (NFKC), and
 * invisible and bidirectional characters are dropped.
 */
export function visibleText(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text;
  return text.normalize("NFKC").replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "");
}

/**
 * A word as a name may contain it: unchanged, if its letters are those of living languages and it does not look like another word; else in
 * ASCII, where it can be transliterated; else the empty text.
 */
export function readableWord(word: string): string {
  return isReadable(word) ? word : (transliterate(word) ?? "");
}

/** Whether a name may stand in code as it is. */
export function isReadableName(text: string): boolean {
  if (!/^[\p{ID_Start}_]\p{ID_Continue}{0,99}$/u.test(text) || visibleText(text) !== text) return false;
  return text.split(/[\d_]+/).every((word) => word === "" || isReadable(word));
}

function isReadable(word: string): boolean {
  if (/^[a-zA-Z\d]+$/.test(word)) return true;
  const known = Array.from(word).every((character) => isKnown(character));
  return known && lookAlikes.filter((script) => script.test(word)).length <= 1 && !likeLatin.test(word);
}

/** Marks belong to the letter before them; those of Latin, Cyrillic and Greek are part of it. */
function isKnown(character: string): boolean {
  if (!/^[\p{L}\p{M}\p{Nd}]$/u.test(character)) return false;
  return /\d/.test(character) || otherScripts.test(character) || lookAlikes.some((script) => script.test(character));
}
