// The document's permissions policy, as Chromium shows it.
// https://github.com/w3c/webappsec-permissions-policy/blob/main/permissions-policy-explainer.md#feature-introspection
define(
  `
partial interface Document {
  [SameObject] readonly attribute FeaturePolicy featurePolicy;
};`,
  class {
    get featurePolicy() {
      return $.create("FeaturePolicy");
    }
  },
);
define(
  `
[Exposed=Window]
interface FeaturePolicy {
  boolean allowsFeature(DOMString feature, optional DOMString origin = "");
  sequence<DOMString> features();
  sequence<DOMString> allowedFeatures();
  sequence<DOMString> getAllowlistForFeature(DOMString feature);
};`,
  class {
    allowsFeature(feature, origin) {
      return $.policyWords($.h.allowed_features(origin)).includes(feature);
    }
    features() {
      return $.policyWords($.h.policy_features());
    }
    allowedFeatures() {
      return $.policyWords($.h.allowed_features(""));
    }
    getAllowlistForFeature(feature) {
      return $.policyWords($.h.feature_allowlist(feature));
    }
  },
);
