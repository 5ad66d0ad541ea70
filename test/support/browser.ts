import { chromium, type Browser } from 'playwright-core';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';

const resolve = createRequire(import.meta.url).resolve;
const FONTS = ['400Regular', '600SemiBold'];

const xml = (folder: string, cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${cache}</cachedir>
  <match target="pattern"><edit name="family" mode="append"><string>Noto Sans SC</string></edit></match>
</fontconfig>
`;

/** The machine may have no Chinese font, and a picture must look the same everywhere: the browser sees this one font alone. */
const writeFonts = (folder: string): string => {
  const base = path.dirname(resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const own = path.join(folder, 'own-fonts');
  fs.mkdirSync(own);
  for (const weight of FONTS)
    for (const file of fs.readdirSync(path.join(base, weight)).filter((name) => name.endsWith('.ttf')))
      fs.copyFileSync(path.join(base, weight, file), path.join(own, file));
  const config = path.join(folder, 'fonts.conf');
  fs.writeFileSync(config, xml(own, path.join(folder, 'font-cache')));
  return config;
};

interface Program {
  readonly executablePath: string;
  readonly libraries?: string;
}

/** Unpacks the pinned browser and the libraries that it needs into a folder of its own. */
const unpack = async (folder: string): Promise<Program> => {
  // The package unpacks to TMPDIR under fixed names; a shared folder would let two runs overwrite each other.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: pinned, inflate } = await import('@sparticuz/chromium');
    const archive = path.join(path.dirname(resolve('@sparticuz/chromium')), '../bin/al2023.tar.br');
    const executablePath = await pinned.executablePath();
    const libraries = path.join(await inflate(archive), 'lib');
    return { executablePath, libraries };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
};

export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Starts a real Chromium: the pinned one from npm, or the one that XINBIAO_CHROMIUM names. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-browser-'));
  const chosen = process.env.XINBIAO_CHROMIUM;
  const { executablePath, libraries } = chosen === undefined ? await unpack(folder) : { executablePath: chosen, libraries: undefined };
  const env: Record<string, string> = { TMPDIR: folder, FONTCONFIG_FILE: writeFonts(folder), HOME: folder, TZ: 'Asia/Shanghai' };
  if (process.env.PATH !== undefined) env.PATH = process.env.PATH;
  if (libraries !== undefined) env.LD_LIBRARY_PATH = libraries;
  // The package's own arguments switch the same-origin policy off; a browser test without it would show nothing.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], env });
  return {
    browser,
    close: async () => {
      await browser.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
