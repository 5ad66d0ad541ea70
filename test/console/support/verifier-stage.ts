import { expect } from 'chai';
import { createVerifierPage } from '../../../scripts/verifier/page.ts';
import { startBrowser, type TestBrowser } from '../../support/browser.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { openVerifierPage, type VerifierPage } from '../../support/verifier-page.ts';

/** The offline verifier in a browser without a network, as long as a suite runs. */
export interface VerifierStage {
  /** For files of the suite. */
  readonly folder: string;
  /** The product's file. */
  readonly html: string;
  /** Opened afresh for each test; whatever leaves it or complains fails that test. */
  readonly verifier: VerifierPage;
  /** Opens another file. */
  open(html: string): Promise<VerifierPage>;
}

/** Belongs at the beginning of a suite. */
export const stageVerifier = (): VerifierStage => {
  const folder = makeFolder('offline');
  let chromium: TestBrowser | undefined;
  let html = '';
  let opened: VerifierPage | undefined;
  const open = (text: string): Promise<VerifierPage> => {
    if (chromium === undefined) throw new Error('the suite has not begun');
    return openVerifierPage(chromium.browser, text, folder);
  };
  before(async () => {
    [chromium, html] = await Promise.all([startBrowser(), createVerifierPage()]);
  });
  after(async () => {
    await chromium?.close();
    removeFolder(folder);
  });
  beforeEach(async () => {
    opened = await open(html);
  });
  afterEach(async () => {
    expect(await opened?.complaints()).to.deep.equal([]);
    await opened?.close();
  });
  return {
    folder,
    open,
    get html() {
      return html;
    },
    get verifier() {
      if (opened === undefined) throw new Error('the test has not begun');
      return opened;
    },
  };
};
