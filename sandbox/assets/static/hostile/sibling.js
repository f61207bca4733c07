// Sends a text to the app from this frame, so that its source is not the app's parent. A classic
// script: the sender of a message is the realm of the function that sends it.
window.whisper = function whisper(text, origin) {
  for (let index = 0; index < parent.frames.length; index += 1) {
    if (parent.frames[index] !== window) parent.frames[index].postMessage(text, origin);
  }
};
