/** For the page around the iframe: gives each `<iframe data-city-antifraud>` the height its page asks for. */

const TYPE = "city-antifraud:height";
const ours = () => /** @type {HTMLIFrameElement[]} */ (Array.from(document.querySelectorAll("iframe[data-city-antifraud]")));

addEventListener("message", (event) => {
  const height = event.data && event.data.type === TYPE ? Number(event.data.height) : 0;
  if (!(height > 0 && height < 20000)) return;
  for (const frame of ours()) {
    const sender = event.source === frame.contentWindow && event.origin === new URL(frame.src, document.baseURI).origin;
    if (sender) frame.style.height = Math.ceil(height) + "px";
  }
});

// A frame that was ready before this script tells its height again when asked.
for (const frame of ours()) {
  if (frame.contentWindow) frame.contentWindow.postMessage({ type: "city-antifraud:ask-height" }, "*");
}

export {}; // a module for the compiler; the bundle is a classic script
