import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { headingsOf, landmarksOf, primariesOf, tabStopsOf } from './page-checks.ts';

/** What the design's picture of a page fixes; what a later version brings is absent. In Chinese. */
export interface Design {
  readonly landmarks: readonly string[];
  readonly headings: readonly string[];
  readonly primary: readonly string[];
  readonly stops: readonly string[];
}

/** Around a page. */
interface Shell {
  /** A banner says that the seeder made the people's keys. */
  readonly isSeeded: boolean;
  /** Role and organisation, as the switch of roles writes them. */
  readonly role: string;
}

const shellOf = ({ isSeeded }: Shell): readonly string[] => [
  'navigation 主导航',
  'banner',
  'navigation 所在位置',
  'search',
  ...(isSeeded ? ['complementary 提示'] : []),
  'main',
];

/** The entrance, signed in. @param choice the first role with what waits in it */
export const entrance = (choice: string): Design => ({
  landmarks: ['main', 'region 信标', 'region 登录'],
  headings: ['h1 标注从哪来，使用凭什么，由您自己核验。', 'h2 以什么身份进入？'],
  primary: ['以数据所有方进入 Enter'],
  stops: ['完整保证与前提', '公开核验入口', '中 / EN 切换到英文', '大字', '切换到深色', '换个账号', choice],
});

/** A published dataset of level g1, to its owner. */
export const datasetPage = (title: string, home: string, shell: Shell): Design => ({
  landmarks: [...shellOf(shell), 'navigation 数据集的各部分'],
  headings: ['h2 数据', 'h2 往来', 'h2 证据', 'h2 我的', `h1 ${title}`, 'h2 为什么是一般1级', 'h2 字段', 'h2 别人能怎么用'],
  primary: ['开设标注项目'],
  stops: ['跳到正文', `${shell.role} 切换身份`, home, '数据集', '分类分级'],
});

/** A labeler's home: what came back first, then her lots. */
export const labelerHome = (shell: Shell, lot: string): Design => ({
  landmarks: shellOf(shell),
  headings: ['h2 证据', 'h2 我的', 'h1 今日任务'],
  primary: [lot],
  stops: ['跳到正文', `${shell.role} 切换身份`, '今日任务', '账本', '我的设置'],
});

/** A team lead's people and lots. */
export const teamPage = (shell: Shell): Design => ({
  landmarks: shellOf(shell),
  headings: ['h2 证据', 'h2 我的', 'h1 班组', 'h2 人员', 'h2 批次'],
  primary: [],
  stops: ['跳到正文', `${shell.role} 切换身份`, '班组', '账本', '我的设置'],
});

/** @param entry the first item of the batch */
export const workbench = (title: string, entry: string): Design => ({
  landmarks: ['banner', 'complementary 本批条目', 'main', 'complementary 标签与本条标注', 'contentinfo'],
  headings: [`h1 ${title}`, 'h2 本批', 'h2 nature', 'h2 标签 选中文字后按数字', 'h2 本条标注 0 处'],
  primary: ['提交并到下一条 空格'],
  stops: ['返回今日任务', '快捷键', entry],
});

/** @param size of the bundle, as the button writes it */
export const evidencePage = (title: string, size: string, shell: Shell): Design => ({
  landmarks: [...shellOf(shell), 'region 图'],
  headings: [
    'h2 监督',
    'h2 账本',
    'h2 我的',
    `h1 ${title}`,
    'h2 检查',
    'h2 证据包里有什么',
    'h2 离线再验一遍',
    'h2 您信任谁',
    'h2 没有证明的事',
  ],
  primary: [`下载证据包 ${size}`],
  stops: ['跳到正文', `${shell.role} 切换身份`, '证据核验', '异常与缺口', '账本'],
});

export const expectDesigned = async (page: Page, { landmarks, headings, primary, stops }: Design): Promise<void> => {
  expect(await landmarksOf(page)).to.deep.equal(landmarks);
  expect(await headingsOf(page)).to.deep.equal(headings);
  expect(await primariesOf(page)).to.deep.equal(primary);
  expect(await tabStopsOf(page, stops.length)).to.deep.equal(stops);
};
