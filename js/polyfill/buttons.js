// Buttons of the lock screen, a headset or a car, once the host has found out that this document gets them.
//
// buttons is filled by the parts that are there: isPlaying(); handle(button, seek), the page's Media Session handlers;
// onElement(button, seek) and onContexts(button), what the platform does without one. They return whether they did.
// onPause() hears of what the page itself pauses.
export function pressButton(buttons, button, seek) {
  const meant = button !== "play_pause" ? button : buttons.isPlaying() ? "pause" : "play";
  return buttons.handle?.(meant, seek) || buttons.onElement?.(meant, seek) || buttons.onContexts?.(meant);
}
