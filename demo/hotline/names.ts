/** Surnames of one and two characters. */
export const SURNAMES: readonly string[] = [
  ...Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳'),
  '欧阳',
  '上官',
  '司徒',
  '诸葛',
  '皇甫',
  '尉迟',
];

/** Surnames that lie beyond the Basic Multilingual Plane: two UTF-16 units, four bytes in UTF-8 and in GB18030. */
export const RARE_SURNAMES = ['𠮷', '𫟅', '𡈽', '𰌂', '𬬮', '𫖳'] as const;

export const GIVEN_CHARACTERS: readonly string[] = Array.from(
  '安柏晨岱旸翎歌菡瑾珂澜茉珩沛琪蓉朔棠琬熙妍濯筝竹峤楚翊煦霁钰铭骁彤琰黛荻珣葭淮浦泗洪盱眙',
);

/** Characters of given names beyond the Basic Multilingual Plane, all of the table of general standard characters. */
export const RARE_GIVEN_CHARACTERS = ['𬱖', '𬍡', '𬍤', '𬘫', '𬘬', '𬭳', '𬶍', '𬴊', '𫘪', '𫰛'] as const;

/** Own names of people whose second name is a father's name; they are joined with a dot. */
export const DOTTED_NAMES = ['阿依夏', '古丽巴哈', '玛依拉', '努尔江', '艾力亚', '帕提古', '热依罕', '塔依尔', '沙依兰', '叶尔肯'] as const;
export const FATHERS_NAMES = [
  '吐尼亚孜',
  '卡德尔江',
  '玉素音',
  '阿不力孜',
  '胡达拜尔',
  '赛买提',
  '库尔班江',
  '托合塔洪',
  '哈力别克',
  '木拉提汗',
] as const;

/** One name of three to five characters without a surname. */
export const UNDIVIDED_NAMES = [
  '苏日勒和',
  '娜仁托娅',
  '其木格玛',
  '巴雅尔图',
  '才旦旺堆',
  '拉姆央宗',
  '德吉曲珍',
  '依兰朵',
  '岩温罕',
  '玉波香',
] as const;

/** What people type for the dot between two names; U+00B7 is the right one. */
export const DOTS = ['·', '·', '·', '•', '‧', '・'] as const;
