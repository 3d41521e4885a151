// https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget
define(`
[Exposed=*]
interface XMLHttpRequestEventTarget : EventTarget {
  attribute EventHandler onloadstart;
  attribute EventHandler onprogress;
  attribute EventHandler onabort;
  attribute EventHandler onerror;
  attribute EventHandler onload;
  attribute EventHandler ontimeout;
  attribute EventHandler onloadend;
};`);
define(`
[Exposed=*]
interface XMLHttpRequestUpload : XMLHttpRequestEventTarget {};`);
