// Lists of words about the permissions policy.
library({
  policyWords(text) {
    return text === "" ? [] : text.split(" ");
  },
});
