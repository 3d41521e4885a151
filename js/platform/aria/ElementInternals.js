// The defaults that a custom element gives to its role, its states and its properties.
// https://html.spec.whatwg.org/multipage/custom-elements.html#accessibility-semantics
define(
  `
partial interface ElementInternals {
  attribute DOMString? role;
  attribute DOMString? ariaAtomic;
  attribute DOMString? ariaAutoComplete;
  attribute DOMString? ariaBrailleLabel;
  attribute DOMString? ariaBrailleRoleDescription;
  attribute DOMString? ariaBusy;
  attribute DOMString? ariaChecked;
  attribute DOMString? ariaColCount;
  attribute DOMString? ariaColIndex;
  attribute DOMString? ariaColIndexText;
  attribute DOMString? ariaColSpan;
  attribute DOMString? ariaCurrent;
  attribute DOMString? ariaDescription;
  attribute DOMString? ariaDisabled;
  attribute DOMString? ariaExpanded;
  attribute DOMString? ariaHasPopup;
  attribute DOMString? ariaHidden;
  attribute DOMString? ariaInvalid;
  attribute DOMString? ariaKeyShortcuts;
  attribute DOMString? ariaLabel;
  attribute DOMString? ariaLevel;
  attribute DOMString? ariaLive;
  attribute DOMString? ariaModal;
  attribute DOMString? ariaMultiLine;
  attribute DOMString? ariaMultiSelectable;
  attribute DOMString? ariaOrientation;
  attribute DOMString? ariaPlaceholder;
  attribute DOMString? ariaPosInSet;
  attribute DOMString? ariaPressed;
  attribute DOMString? ariaReadOnly;
  attribute DOMString? ariaRelevant;
  attribute DOMString? ariaRequired;
  attribute DOMString? ariaRoleDescription;
  attribute DOMString? ariaRowCount;
  attribute DOMString? ariaRowIndex;
  attribute DOMString? ariaRowIndexText;
  attribute DOMString? ariaRowSpan;
  attribute DOMString? ariaSelected;
  attribute DOMString? ariaSetSize;
  attribute DOMString? ariaSort;
  attribute DOMString? ariaValueMax;
  attribute DOMString? ariaValueMin;
  attribute DOMString? ariaValueNow;
  attribute DOMString? ariaValueText;
  attribute Element? ariaActiveDescendantElement;
  attribute FrozenArray<Element>? ariaControlsElements;
  attribute FrozenArray<Element>? ariaDescribedByElements;
  attribute FrozenArray<Element>? ariaDetailsElements;
  attribute FrozenArray<Element>? ariaErrorMessageElements;
  attribute FrozenArray<Element>? ariaFlowToElements;
  attribute FrozenArray<Element>? ariaLabelledByElements;
  attribute FrozenArray<Element>? ariaOwnsElements;
};
`,
  class {
    get role() {
      return impl.role ?? null;
    }
    set role(value) {
      impl.role = value;
    }
    get ariaAtomic() {
      return impl.ariaAtomic ?? null;
    }
    set ariaAtomic(value) {
      impl.ariaAtomic = value;
    }
    get ariaAutoComplete() {
      return impl.ariaAutoComplete ?? null;
    }
    set ariaAutoComplete(value) {
      impl.ariaAutoComplete = value;
    }
    get ariaBrailleLabel() {
      return impl.ariaBrailleLabel ?? null;
    }
    set ariaBrailleLabel(value) {
      impl.ariaBrailleLabel = value;
    }
    get ariaBrailleRoleDescription() {
      return impl.ariaBrailleRoleDescription ?? null;
    }
    set ariaBrailleRoleDescription(value) {
      impl.ariaBrailleRoleDescription = value;
    }
    get ariaBusy() {
      return impl.ariaBusy ?? null;
    }
    set ariaBusy(value) {
      impl.ariaBusy = value;
    }
    get ariaChecked() {
      return impl.ariaChecked ?? null;
    }
    set ariaChecked(value) {
      impl.ariaChecked = value;
    }
    get ariaColCount() {
      return impl.ariaColCount ?? null;
    }
    set ariaColCount(value) {
      impl.ariaColCount = value;
    }
    get ariaColIndex() {
      return impl.ariaColIndex ?? null;
    }
    set ariaColIndex(value) {
      impl.ariaColIndex = value;
    }
    get ariaColIndexText() {
      return impl.ariaColIndexText ?? null;
    }
    set ariaColIndexText(value) {
      impl.ariaColIndexText = value;
    }
    get ariaColSpan() {
      return impl.ariaColSpan ?? null;
    }
    set ariaColSpan(value) {
      impl.ariaColSpan = value;
    }
    get ariaCurrent() {
      return impl.ariaCurrent ?? null;
    }
    set ariaCurrent(value) {
      impl.ariaCurrent = value;
    }
    get ariaDescription() {
      return impl.ariaDescription ?? null;
    }
    set ariaDescription(value) {
      impl.ariaDescription = value;
    }
    get ariaDisabled() {
      return impl.ariaDisabled ?? null;
    }
    set ariaDisabled(value) {
      impl.ariaDisabled = value;
    }
    get ariaExpanded() {
      return impl.ariaExpanded ?? null;
    }
    set ariaExpanded(value) {
      impl.ariaExpanded = value;
    }
    get ariaHasPopup() {
      return impl.ariaHasPopup ?? null;
    }
    set ariaHasPopup(value) {
      impl.ariaHasPopup = value;
    }
    get ariaHidden() {
      return impl.ariaHidden ?? null;
    }
    set ariaHidden(value) {
      impl.ariaHidden = value;
    }
    get ariaInvalid() {
      return impl.ariaInvalid ?? null;
    }
    set ariaInvalid(value) {
      impl.ariaInvalid = value;
    }
    get ariaKeyShortcuts() {
      return impl.ariaKeyShortcuts ?? null;
    }
    set ariaKeyShortcuts(value) {
      impl.ariaKeyShortcuts = value;
    }
    get ariaLabel() {
      return impl.ariaLabel ?? null;
    }
    set ariaLabel(value) {
      impl.ariaLabel = value;
    }
    get ariaLevel() {
      return impl.ariaLevel ?? null;
    }
    set ariaLevel(value) {
      impl.ariaLevel = value;
    }
    get ariaLive() {
      return impl.ariaLive ?? null;
    }
    set ariaLive(value) {
      impl.ariaLive = value;
    }
    get ariaModal() {
      return impl.ariaModal ?? null;
    }
    set ariaModal(value) {
      impl.ariaModal = value;
    }
    get ariaMultiLine() {
      return impl.ariaMultiLine ?? null;
    }
    set ariaMultiLine(value) {
      impl.ariaMultiLine = value;
    }
    get ariaMultiSelectable() {
      return impl.ariaMultiSelectable ?? null;
    }
    set ariaMultiSelectable(value) {
      impl.ariaMultiSelectable = value;
    }
    get ariaOrientation() {
      return impl.ariaOrientation ?? null;
    }
    set ariaOrientation(value) {
      impl.ariaOrientation = value;
    }
    get ariaPlaceholder() {
      return impl.ariaPlaceholder ?? null;
    }
    set ariaPlaceholder(value) {
      impl.ariaPlaceholder = value;
    }
    get ariaPosInSet() {
      return impl.ariaPosInSet ?? null;
    }
    set ariaPosInSet(value) {
      impl.ariaPosInSet = value;
    }
    get ariaPressed() {
      return impl.ariaPressed ?? null;
    }
    set ariaPressed(value) {
      impl.ariaPressed = value;
    }
    get ariaReadOnly() {
      return impl.ariaReadOnly ?? null;
    }
    set ariaReadOnly(value) {
      impl.ariaReadOnly = value;
    }
    get ariaRelevant() {
      return impl.ariaRelevant ?? null;
    }
    set ariaRelevant(value) {
      impl.ariaRelevant = value;
    }
    get ariaRequired() {
      return impl.ariaRequired ?? null;
    }
    set ariaRequired(value) {
      impl.ariaRequired = value;
    }
    get ariaRoleDescription() {
      return impl.ariaRoleDescription ?? null;
    }
    set ariaRoleDescription(value) {
      impl.ariaRoleDescription = value;
    }
    get ariaRowCount() {
      return impl.ariaRowCount ?? null;
    }
    set ariaRowCount(value) {
      impl.ariaRowCount = value;
    }
    get ariaRowIndex() {
      return impl.ariaRowIndex ?? null;
    }
    set ariaRowIndex(value) {
      impl.ariaRowIndex = value;
    }
    get ariaRowIndexText() {
      return impl.ariaRowIndexText ?? null;
    }
    set ariaRowIndexText(value) {
      impl.ariaRowIndexText = value;
    }
    get ariaRowSpan() {
      return impl.ariaRowSpan ?? null;
    }
    set ariaRowSpan(value) {
      impl.ariaRowSpan = value;
    }
    get ariaSelected() {
      return impl.ariaSelected ?? null;
    }
    set ariaSelected(value) {
      impl.ariaSelected = value;
    }
    get ariaSetSize() {
      return impl.ariaSetSize ?? null;
    }
    set ariaSetSize(value) {
      impl.ariaSetSize = value;
    }
    get ariaSort() {
      return impl.ariaSort ?? null;
    }
    set ariaSort(value) {
      impl.ariaSort = value;
    }
    get ariaValueMax() {
      return impl.ariaValueMax ?? null;
    }
    set ariaValueMax(value) {
      impl.ariaValueMax = value;
    }
    get ariaValueMin() {
      return impl.ariaValueMin ?? null;
    }
    set ariaValueMin(value) {
      impl.ariaValueMin = value;
    }
    get ariaValueNow() {
      return impl.ariaValueNow ?? null;
    }
    set ariaValueNow(value) {
      impl.ariaValueNow = value;
    }
    get ariaValueText() {
      return impl.ariaValueText ?? null;
    }
    set ariaValueText(value) {
      impl.ariaValueText = value;
    }
    get ariaActiveDescendantElement() {
      return impl.ariaActiveDescendantElement ?? null;
    }
    set ariaActiveDescendantElement(value) {
      impl.ariaActiveDescendantElement = value;
    }
    get ariaControlsElements() {
      return impl.ariaControlsElements ?? null;
    }
    set ariaControlsElements(value) {
      impl.ariaControlsElements = $.frozen(value);
    }
    get ariaDescribedByElements() {
      return impl.ariaDescribedByElements ?? null;
    }
    set ariaDescribedByElements(value) {
      impl.ariaDescribedByElements = $.frozen(value);
    }
    get ariaDetailsElements() {
      return impl.ariaDetailsElements ?? null;
    }
    set ariaDetailsElements(value) {
      impl.ariaDetailsElements = $.frozen(value);
    }
    get ariaErrorMessageElements() {
      return impl.ariaErrorMessageElements ?? null;
    }
    set ariaErrorMessageElements(value) {
      impl.ariaErrorMessageElements = $.frozen(value);
    }
    get ariaFlowToElements() {
      return impl.ariaFlowToElements ?? null;
    }
    set ariaFlowToElements(value) {
      impl.ariaFlowToElements = $.frozen(value);
    }
    get ariaLabelledByElements() {
      return impl.ariaLabelledByElements ?? null;
    }
    set ariaLabelledByElements(value) {
      impl.ariaLabelledByElements = $.frozen(value);
    }
    get ariaOwnsElements() {
      return impl.ariaOwnsElements ?? null;
    }
    set ariaOwnsElements(value) {
      impl.ariaOwnsElements = $.frozen(value);
    }
  },
);

library({
  frozen(list) {
    return list === null ? null : Object.freeze([...list]);
  },
});
