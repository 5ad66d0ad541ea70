import { DomainError } from '../../common/errors.ts';
import { refusal } from '../errors.ts';

const FULL = /No space left on device|ENOSPC|could not resize|Disk quota exceeded|EDQUOT/;
const CLOSED = /Permission denied|Read-only file system|Operation not permitted|\bEACCES\b|\bEPERM\b|\bEROFS\b/;

/** What to tell a person when a step on `folder` failed: a full disk and a missing permission have names of their own. */
export const explainFailure = (folder: string, step: 'prepare' | 'initdb' | 'start', said: string, cause?: unknown): DomainError => {
  if (cause instanceof DomainError) return cause;
  if (FULL.test(said)) return refusal('disk-full', { folder }, { cause });
  if (CLOSED.test(said)) return refusal('folder-not-writable', { folder }, { cause });
  return refusal('database-unavailable', { step, said: said.trim().slice(-2000) }, { cause });
};
