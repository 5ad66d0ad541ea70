import type { FileVerification } from '../../provenance/evidence/release-files/file-verifier.ts';
import type { Manifest } from '../../provenance/evidence/manifest.ts';
import type { Quality } from '../../provenance/evidence/quality.ts';
import { presentCheck, say, type Language } from '../verify/report.ts';

const presentFigure = (figure: Quality['agreement'][number], lang: Language): string => {
  const { question, items, pairs, value = say(lang, '没有定义', 'not defined') } = figure;
  const over = say(lang, `${items} 个多人标注的条目，${pairs} 对`, `${items} items of several labels, ${pairs} pairs`);
  const name =
    figure.method === 'krippendorff-alpha-nominal'
      ? say(
          lang,
          `Krippendorff α（名义）${value}，相同 ${figure.equal} 对`,
          `Krippendorff’s alpha (nominal) ${value}, ${figure.equal} pairs equal`,
        )
      : say(
          lang,
          `区间 F1（完全相同）${value}，${figure.spans} 个区间中对上 ${figure.matched} 对`,
          `F1 of spans (exact) ${value}, ${figure.matched} of ${figure.spans} spans matched in pairs`,
        );
  return say(lang, `  问题 ${question + 1}：${name}（${over}）`, `  question ${question + 1}: ${name} (${over})`);
};

const presentCounts = ({ completeness, quality }: Manifest, lang: Language): string[] => {
  const { items, labeled, reported, left } = completeness;
  const counts = say(
    lang,
    `${items} 个条目：标注 ${labeled} 条，报告 ${reported} 条，未做 ${left} 个`,
    `${items} items: ${labeled} labels, ${reported} reports, ${left} left`,
  );
  if (quality === undefined) return [counts];
  const { coverage, unreadable, inspection } = quality;
  const each = coverage
    .flatMap((of, n) => (of === 0 ? [] : [say(lang, `${n} 条标注的 ${of} 个`, `${of} with ${n}`)]))
    .join(say(lang, '，', ', '));
  return [
    counts,
    say(lang, `  各条目：${each}；打不开的标注 ${unreadable} 条`, `  labels of an item: ${each}; ${unreadable} labels declared unreadable`),
    ...(inspection === undefined
      ? []
      : [
          say(
            lang,
            `  质检：查 ${inspection.inspected} 条，缺陷 ${inspection.defects} 条`,
            `  inspection: ${inspection.inspected} labels, ${inspection.defects} defects`,
          ),
        ]),
    ...quality.agreement.map((figure) => presentFigure(figure, lang)),
  ];
};

/** Lines for a terminal: each check, the figures, and what is not shown. */
export const presentFiles = ({ checks, failed, shown, notShown }: FileVerification, lang: Language): string[] => [
  ...checks.flatMap((check) => presentCheck(check, lang)),
  '',
  ...(shown === undefined
    ? [say(lang, `不成立：${failed}`, `Does not hold: ${failed} failed`)]
    : [
        say(
          lang,
          `交付 ${shown.manifest.release} 的文件与清单一致；清单的散列 ${shown.hash}`,
          `The files of release ${shown.manifest.release} are those of its manifest, whose hash is ${shown.hash}`,
        ),
        ...presentCounts(shown.manifest, lang),
        say(lang, '没有证明的：', 'Not shown:'),
        ...notShown.map((sentence) => `  - ${sentence[lang]}`),
      ]),
];
