/** Most bytes that are read of a file; the verifier itself takes less and says so. */
export const [BUNDLE_LIMIT, POLICY_LIMIT] = [16 * 1024 * 1024, 262_144];

export type FileSort = 'bundle' | 'policy';

/** A line that only a policy file begins with, behind comments. Line ends of CR LF are none of a policy's, but that is for its parser to say. */
const POLICY = /^(?:#.*\r?\n|[ \t]*\r?\n)*(?:log|witness|group|quorum)[ \t]/;

/** Which of the two a file (untrusted) is meant to be: by how it begins, else by where it was given. */
export const sortOf = (text: string, given: FileSort): FileSort => {
  if (POLICY.test(text.slice(0, POLICY_LIMIT))) return 'policy';
  return text.trimStart().startsWith('{') ? 'bundle' : given;
};
