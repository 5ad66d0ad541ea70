import type { Bilingual } from '../bilingual.ts';

type Areas = Readonly<Record<string, Bilingual>>;
type In<All extends Areas, Language extends 'zh' | 'en'> = { readonly [Area in keyof All]: All[Area][Language] };

const of = <All extends Areas, Language extends 'zh' | 'en'>(areas: All, language: Language) =>
  Object.fromEntries(Object.entries(areas).map(([area, texts]) => [area, texts[language]])) as In<All, Language>;

/** Each language's texts of all areas. */
export const languagesOf = <All extends Areas>(areas: All) => ({ zh: of(areas, 'zh'), en: of(areas, 'en') });
