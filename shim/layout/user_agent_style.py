"""What the renderer's own style sheet lacks: the sizes that form controls and media have in Chromium on Linux.

Every selector has the specificity 0, so that any rule of the page wins.
"""

USER_AGENT_SHEET = """
:where(input,button,select,textarea){font-size:13.3333px;line-height:normal;box-sizing:border-box;margin:0;
  letter-spacing:normal;text-transform:none;text-align:start}
:where(button,input:is([type=submit i],[type=button i],[type=reset i])){text-align:center;padding:1px 6px;
  border:2px outset #767676;background:#efefef}
:where(input){width:153px;height:21px;padding:1px 2px;border:2px inset #767676}
:where(input:is([type=submit i],[type=button i],[type=reset i])){width:auto;height:auto;padding:1px 6px}
:where(input[type=hidden i]){display:none}
:where(input[type=range i]){width:129px;height:16px;margin:2px;padding:0;border:0;background:#ccc}
:where(input:is([type=checkbox i],[type=radio i])){width:13px;height:13px;margin:3px 3px 3px 4px;padding:0;border:0}
:where(input[type=radio i]){margin:3px 3px 0 5px}
:where(input[type=color i]){width:50px;height:27px}
:where(input[type=file i]){width:253px;height:21px;padding:0;border:0}
:where(select){display:inline-block;height:19px;border:1px solid #767676;padding:0 20px 0 4px;overflow:hidden}
:where(option,optgroup){display:none}
:where(option[s-shown]){display:block}
:where(textarea){width:182px;height:36px;padding:2px;border:1px solid #767676}
:where(audio,datalist,noscript,template,script,style,link,head){display:none}
:where(audio[controls]){display:inline-block;width:300px;height:54px;border-radius:27px;background:#f1f3f4}
:where(video){background:#000}
:where(progress,meter){display:inline-block;width:160px;height:16px;box-sizing:border-box;vertical-align:-0.2em;
  background:#ddd}
:where(meter){width:80px}
:where(iframe){border:2px inset #767676}
:where(s-moved){display:none}
:where(slot){display:contents}
"""
