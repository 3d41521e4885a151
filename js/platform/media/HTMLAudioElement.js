// https://html.spec.whatwg.org/multipage/media.html#htmlaudioelement
define(`
[Exposed=Window]
interface HTMLAudioElement : HTMLMediaElement {};
`);
