/** Reading a verdict aloud with a voice of the device. Nothing is shown where there is none. Says only our own sentences. */

import { el } from "./dom.js";

/** @typedef {import("./element.js").Context} Context */

/** Slower than usual: it is for people who are old or frightened. */
const RATE = 0.9;

/**
 * A button that starts and stops reading; hidden until a voice of the language is there.
 * @param {Context} context
 * @param {string[]} sentences
 */
export function readAloud({ say, lang }, sentences) {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return null;
  const button = el("button", { type: "button", class: "plain", part: "button", hidden: true, onclick: toggle }, say("answers.read"));
  let reading = false;

  function ready() {
    button.hidden = !voiceOf(speech, lang);
  }

  function toggle() {
    speech.cancel();
    if (reading) return stopped();
    const spoken = new SpeechSynthesisUtterance(sentences.join("\n"));
    spoken.voice = voiceOf(speech, lang);
    spoken.lang = lang === "en" ? "en" : "zh-CN";
    spoken.rate = RATE;
    spoken.onend = spoken.onerror = stopped;
    reading = true;
    button.textContent = say("answers.read_stop");
    speech.speak(spoken);
  }

  function stopped() {
    reading = false;
    button.textContent = say("answers.read");
  }

  speech.cancel(); // what is still being read belongs to an earlier answer
  ready();
  if (button.hidden && speech.addEventListener) speech.addEventListener("voiceschanged", ready, { once: true });
  return button;
}

/**
 * A voice of the language, rather one on the device; Mandarin before other Chinese.
 * @param {SpeechSynthesis} speech
 * @param {string} lang
 */
function voiceOf(speech, lang) {
  const wanted = lang === "en" ? [/^en\b/i] : [/^(zh[-_](cn|hans|tw|hant)|cmn)/i, /^zh/i];
  const rank = (/** @type {SpeechSynthesisVoice} */ voice) => wanted.findIndex((one) => one.test(voice.lang)) * 2 + (voice.localService ? 0 : 1);
  const fit = speech.getVoices().filter((voice) => wanted.some((one) => one.test(voice.lang)));
  return fit.sort((one, other) => rank(one) - rank(other))[0] || null;
}
