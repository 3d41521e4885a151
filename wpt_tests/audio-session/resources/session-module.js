// What a module knows of the session.
export const { audioSession } = navigator;
export const self = {};

export function chooseType(type) {
  audioSession.type = type;
}
