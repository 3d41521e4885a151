// Types of navigator.audioSession, and of the module. https://w3c.github.io/audio-session/

declare global {
  type AudioSessionType = "auto" | "playback" | "transient" | "transient-solo" | "ambient" | "play-and-record";
  type AudioSessionState = "inactive" | "active" | "interrupted";

  interface AudioSessionEventMap {
    statechange: Event;
  }

  interface AudioSession extends EventTarget {
    type: AudioSessionType;
    readonly state: AudioSessionState;
    onstatechange: ((this: AudioSession, event: Event) => unknown) | null;
    addEventListener<K extends keyof AudioSessionEventMap>(
      type: K,
      listener: (this: AudioSession, event: AudioSessionEventMap[K]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
    removeEventListener<K extends keyof AudioSessionEventMap>(
      type: K,
      listener: (this: AudioSession, event: AudioSessionEventMap[K]) => unknown,
      options?: boolean | EventListenerOptions,
    ): void;
    removeEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | EventListenerOptions,
    ): void;
  }

  var AudioSession: { prototype: AudioSession; new (): never };

  interface Navigator {
    readonly audioSession: AudioSession;
  }
}

export interface InstallOptions {
  /** Install although the browser has an AudioSession of its own. */
  force?: boolean;
}

/**
 * Installs navigator.audioSession; false if the browser has one, which is then left alone, or if there is no document:
 * in a worker, or on a server.
 */
export declare function install(options?: InstallOptions): boolean;
