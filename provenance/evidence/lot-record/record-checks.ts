import { requireAlike } from '../alike.ts';
import { verifySpelling } from '../bundle.ts';
import type { Check } from '../checks/check.ts';
import { counted, LOT_CHECKS } from '../draw/draw-checks.ts';
import { verifyFigures } from '../figures.ts';
import { inspectionFigureOf } from '../inspection-figure.ts';
import { manifestHash } from '../manifest.ts';
import { LEAF_CHECKS } from './leaf-checks.ts';
import { closingOf, releaseOf, type RecordContext } from './record-context.ts';

/** What a certificate says beyond what closing and inspection say. */
const verifyCertificate = (context: RecordContext): void => {
  const certified = context.lot().certified?.signed.event.body;
  if (certified === undefined) return;
  const indices = context.labels.map(({ index }) => index);
  const inspection = context.redone();
  const accept = inspection.kind === 'drawn' ? inspection.accept : null;
  requireAlike('certificate-untrue', {
    first: [certified.range.first, Math.min(...indices)],
    last: [certified.range.last, Math.max(...indices)],
    accept: [certified.accept ?? null, accept],
  });
};

/** The release that the certificate vouches for is the owner's, of this lot, with these labels and this inspection. */
const verifyManifest = (context: RecordContext): void => {
  const { file, labels } = context;
  const [release, { manifest }] = [releaseOf(context), file];
  requireAlike('manifest-differs', { manifest: [manifest !== undefined, release !== undefined] });
  if (release === undefined || manifest === undefined) return;
  const { body, subject } = release.signed.event;
  requireAlike('manifest-differs', {
    hash: [manifestHash(manifest), body.manifest],
    release: [manifest.release, subject.id],
    space: [manifest.space, file.space],
    lot: [manifest.lot, file.lot],
    labels: [manifest.labels.map(({ index }) => index), labels.map(({ index }) => index)],
    counted: [manifest.completeness.labeled, closingOf(context).signed.event.body.labels],
    inspection: [manifest.quality?.inspection ?? null, manifest.quality === undefined ? null : (inspectionFigureOf(context.lot()) ?? null)],
  });
  verifyFigures(manifest);
};

/** Every check of a lot record, in order. The first that fails is the verdict's reason. */
export const RECORD_CHECKS: readonly Check<RecordContext>[] = [
  {
    name: 'record-canonical',
    what: { zh: '文件没有一个多余的字节', en: 'no byte of the file is without meaning' },
    how: {
      zh: '按规范编码（RFC 8785 加一个换行）重写，与原文件逐字相同',
      en: 'written again in canonical form (RFC 8785 and one LF) it is the same file',
    },
    run: ({ text, file }) => verifySpelling(text, file),
  },
  ...LOT_CHECKS,
  counted('inspection-ended', { zh: '约定的质检单位签署检毕', en: 'the agreed firm signed the end of the inspection' }, 'lot-inspected'),
  ...LEAF_CHECKS,
  counted(
    'lot-answered',
    { zh: '数据所有方的答复出自数据所有方', en: 'the owner’s answer is a data owner’s' },
    'lot-accepted',
    'lot-returned',
  ),
  counted(
    'release-counts',
    { zh: '证书所及的交付由数据所有方签名', en: 'the release that the certificate vouches for is the data owner’s' },
    'release-signed',
  ),
  counted(
    'certificate-counts',
    { zh: '证书出自质检单位，在验收之后', en: 'the certificate is the inspecting firm’s, and follows the acceptance' },
    'lot-certified',
  ),
  {
    name: 'certificate-true',
    what: { zh: '证书所写的账本区间和容许缺陷数属实', en: 'range and allowed defects are as the certificate says' },
    how: { zh: '与所列标注的位置和重抽的方案比较', en: 'compared with the places of the labels and with the plan, redone' },
    run: verifyCertificate,
  },
  {
    name: 'certified-figures',
    what: {
      zh: '所附清单就是证书所及交付的那份，数字彼此相符',
      en: 'the manifest is that of the release that the certificate vouches for, and its figures add up',
    },
    how: { zh: '复算散列；批次、标注和质检结果逐项比较', en: 'hash recomputed; lot, labels and inspection compared one by one' },
    run: verifyManifest,
  },
];
