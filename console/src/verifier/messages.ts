import { checks } from '../i18n/messages/checks.ts';
import { common } from '../i18n/messages/common.ts';
import { errors } from '../i18n/messages/errors.ts';
import { evidence } from '../i18n/messages/evidence.ts';
import { languagesOf } from '../i18n/messages/languages.ts';
import { shell } from '../i18n/messages/shell.ts';
import { state } from '../i18n/messages/state.ts';

/** The areas of the console's texts that the page of verification speaks from. */
export const { zh, en } = languagesOf({ checks, common, errors, evidence, shell, state });
