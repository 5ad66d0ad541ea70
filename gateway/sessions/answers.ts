/** The few sentences that a browser sees when the sign-in itself goes wrong; the console is not loaded there. */
const SENTENCES = {
  'sign-in-unknown': {
    zh: '这次登录已失效，或不是在这个浏览器里开始的。',
    en: 'This sign-in has ended, or it was not begun in this browser.',
  },
  'sign-in-failed': { zh: '登录没有完成。', en: 'The sign-in was not completed.' },
} as const;

export type SignInProblem = keyof typeof SENTENCES;

export const isSignInProblem = (code: string): code is SignInProblem => code in SENTENCES;

/** A page without script and style: one sentence in each language and the way to start again. */
export const presentSignInProblem = (code: SignInProblem): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>信标 Xinbiao</title></head>
<body>
<main>
<h1>信标 Xinbiao</h1>
<p>${SENTENCES[code].zh} <a href="/auth/login">重新登录</a></p>
<p lang="en">${SENTENCES[code].en} <a href="/auth/login">Sign in again</a></p>
<p><code>${code}</code></p>
</main>
</body>
</html>
`;
