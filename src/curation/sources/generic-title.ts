const generic =
  /^(?:(?:guest |special )?editorials?(?: comments?| commentary| board| note)?|(?:(?:the )?authors? )?(?:repl(?:y|ies)|response)|in reply|(?:a )?letters?(?: to the editors?)?|correspondence|comments?|commentary|errat(?:um|a)|corrigend(?:um|a)|corrections?|retractions?(?: notice)?|expression of concern|introduction|preface|foreword|afterword|epilogue|conclusions?|discussion|abstracts?(?: only)?|book reviews?|reviews?|news|obituar(?:y|ies)|in memoriam|contents|table of contents|index|announcements?|acknowledge?ments?|reviewers|perspective|viewpoint|opinion|case reports?|poster(?: session| presentation)?s?|oral presentations?|untitled|title|no title)$/u;

/** Whether a folded title names a sort of document and not one: hundreds of a year bear it. */
export const isGenericTitle = (words: string): boolean => generic.test(words);
