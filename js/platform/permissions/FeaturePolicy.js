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
      return $.contains(
        $.h
          .allowed_features(origin)
          .split(" ")
          .filter((each) => each !== ""),
        feature,
      );
    }
    features() {
      return $.h
        .policy_features()
        .split(" ")
        .filter((each) => each !== "");
    }
    allowedFeatures() {
      return $.h
        .allowed_features("")
        .split(" ")
        .filter((each) => each !== "");
    }
    getAllowlistForFeature(feature) {
      return $.h
        .feature_allowlist(feature)
        .split(" ")
        .filter((each) => each !== "");
    }
  },
);
