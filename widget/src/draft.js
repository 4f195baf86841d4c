/** What is typed, kept on this device until it is sent: the texts for a week, the contact for as long as the window is open. Never a file. */

/** @typedef {import("./answers.js").Clue} Clue */
/**
 * @typedef {object} Draft
 * @property {import("./values.js").Values} values
 * @property {Clue[]} clues
 * @property {string} step
 * @property {string} key that lets it count once, however often it is sent
 * @property {string} tried what was in it when it was first sent; empty before
 * @property {boolean} sending whether it is to be sent without being asked again
 * @property {number} files how many were chosen
 */

const TEXTS = "city-antifraud-draft";
const CONTACT = "city-antifraud-contact";
/** A draft that is to be sent: a word for the first view, which does not read drafts. */
const UNSENT = "city-antifraud-unsent";
const LIFE = 7 * 864e5;

/**
 * A storage of this page; nothing where it has none.
 * @param {"localStorage"|"sessionStorage"} name
 */
function storage(name) {
  try {
    return window[name];
  } catch (_) {
    return null;
  }
}

/**
 * @param {Storage|null} [local]
 * @param {Storage|null} [session]
 */
export function draftKeeper(local = storage("localStorage"), session = storage("sessionStorage")) {
  /** Full, or forbidden: then there is no draft. @param {Storage|null} place @param {string} name @param {string} text */
  function put(place, name, text) {
    try {
      if (!place) return;
      if (text) place.setItem(name, text);
      else place.removeItem(name);
    } catch (_) {
      return;
    }
  }

  /** @param {Draft} draft @param {number} now */
  function save(draft, now) {
    const { contact, ...values } = draft.values;
    put(local, TEXTS, JSON.stringify({ ...draft, values, at: now }));
    put(session, CONTACT, contact || "");
    put(local, UNSENT, draft.sending ? "1" : "");
  }

  function clear() {
    for (const name of [TEXTS, UNSENT]) put(local, name, "");
    put(session, CONTACT, "");
  }

  /** The draft of the last days, or nothing. @param {number} now @returns {Draft|null} */
  function read(now) {
    try {
      const { at, ...draft } = JSON.parse((local && local.getItem(TEXTS)) || "{}");
      if (typeof at === "number" && Math.abs(now - at) < LIFE && draft.values && Array.isArray(draft.clues)) {
        draft.values.contact = (session && session.getItem(CONTACT)) || "";
        return draft;
      }
    } catch (_) {
      // not ours, or not to be read
    }
    clear();
    return null;
  }
  return { save, read, clear };
}
