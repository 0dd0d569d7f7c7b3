/** The part of Citation.js that is used here; it ships no types of its own. */
declare module '@citation-js/core' {
  export const plugins: {
    readonly input: {
      /** Takes data of one named type a step further, to CSL-JSON or to another type. */
      data(input: unknown, type: string): unknown;
    };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
