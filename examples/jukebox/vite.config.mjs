// `make setup` builds the app into build/: addresses are relative, for its page is opened as a file too, and no file is
// small enough to be written into a script.
export default {
  root: `${import.meta.dirname}/src`,
  base: "./",
  build: { outDir: "../build", emptyOutDir: true, assetsInlineLimit: 0 },
};
