import { bilingual } from '../../bilingual.ts';

/** Sources, levels and protection. */
export const dataErrors = bilingual(
  {
    'level-forbids-delivery': { what: '按这个级别，数据不能这样进入标注项目。', next: '请看下方所列的规则与办法。' },
    'identifier-remains': {
      what: '去标识化之后仍能检出个人标识，衍生数据没有登记。',
      next: '请按所列的行和字段调整方案，再做一次；没有人可以批准例外。',
    },
    'class-too-small': {
      what: '准标识符的最小分组只有 {k} 行，小于方案要求的 {minimum} 行，衍生数据没有登记。',
      next: '请泛化或保留这些字段，再做一次；没有人可以批准例外。',
    },
    'plan-class-too-small': {
      what: '方案的最小分组 {minimumClass} 低于原数据级别要求的 {least} 行（规则 {rule}）。',
      next: '把最小分组提高到 {least}，小于它的分组不会交付；可先泛化准标识符，少失去几行。没有人可以批准例外。',
    },
    'quasi-identifier-unmarked': {
      what: '字段 {columns} 经泛化后仍与人有关，按原数据的级别（规则 {rule}）须计入最小分组，方案里却没有标为准标识符。',
      next: '把这些字段标为准标识符，或保留在连接器。没有人可以批准例外。',
    },
    'plan-columns-differ': {
      what: '去标识化方案的字段与数据集不一致，衍生数据没有登记。',
      next: '请重新载入本页，从建议的方案重新开始。',
    },
    'column-withheld': {
      what: '字段 {column} 登记时就定为保留在连接器，任何方案都不能让它离开。',
      next: '请把它设为保留；没有人可以批准例外。',
    },
    'classes-too-many': { what: '准标识符的组合太多，连接器数不过来。', next: '请泛化这些字段，再做一次。' },
    'cell-too-long': { what: '字段 {column} 里有一格太长，不能去标识化。', next: '请在来源里拆分这一格，再登记一次。' },
    'cell-not-well-formed': { what: '字段 {column} 里有一格不是完整的 Unicode 文字。', next: '请在来源里改正这一格，再登记一次。' },
    'dataset-unknown': { what: '本方连接器没有登记过这个数据集。', next: '请返回列表，从那里重新打开。' },
    'report-differs': {
      what: '连接器给出的去标识化报告不是登记时签名的那一份，本机不采用。',
      next: '请连接器管理员核对其数据库；账本里留有登记时的报告摘要。',
    },
    'plan-malformed': { what: '去标识化方案不合格式。', next: '请按所指的位置修改。' },
    'spot-check-missing': {
      what: '去标识化衍生数据要定得比源数据宽松，须先抽读至少 {least} 行，且没有一行认得出人。',
      next: '请分级官抽读后再签；有行认得出人时，没有人可以批准，请改方案另做一份。',
    },
    'rows-unfit': { what: '所选的行里有的不在数据集里、重复、没有文字，或文字超过 10 万字符。', next: '请改正行号后重试。' },
    'source-unknown': { what: '连接器的文件夹里没有这个数据来源。', next: '请确认文件还在，再重新载入本页。' },
    'source-unreadable': { what: '连接器读不了这个文件。', next: '请检查文件的读取权限，或是否是普通文件。' },
    'source-changed': { what: '文件在读取期间或中断之后被改动，登记没有保留任何行。', next: '请等文件写完，再重新登记。' },
    'table-too-large': { what: '文件、行数、列数或某一行超过连接器的上限。', next: '请拆分文件，或由连接器管理员调高上限。' },
    'table-encoding-unfit': { what: '文件里有按所选编码读不出的字节。', next: '请确认编码（GB18030 文件须选明），或修正读不出的字节。' },
    'table-malformed': { what: '文件第 {line} 行的格式有误，例如引号没有成对。', next: '请改正这一行后重试。' },
    'table-ragged': { what: '有 {ragged} 行与表头的列数不一致。', next: '请改正这些行，或选择略去它们。' },
    'table-columns-unfit': { what: '表头缺列名，或有重复、过长的列名。', next: '请改正第一行后重试。' },
    'table-empty': { what: '表里没有数据行。', next: '请放入有数据的文件。' },
    'column-unknown': { what: '表里没有所说的列。', next: '请重新载入本页，再选要留存的列。' },
    'dataset-taken': { what: '这个数据集编号已由另一次登记使用。', next: '请重新开始登记。' },
  },
  {
    'level-forbids-delivery': {
      what: 'At this level the data cannot go into a labelling project this way.',
      next: 'See the rule and the ways out below.',
    },
    'identifier-remains': {
      what: 'Personal identifiers are still found after de-identification; the derivative is not registered.',
      next: 'Change the plan for the rows and fields listed, and try again. Nobody can approve an exception.',
    },
    'class-too-small': {
      what: 'The smallest class of quasi-identifiers has {k} rows, and the plan asks for {minimum}; the derivative is not registered.',
      next: 'Generalise or withhold these fields, and try again. Nobody can approve an exception.',
    },
    'plan-class-too-small': {
      what: 'The plan’s smallest class of {minimumClass} is below the {least} rows that the level of the source asks for (rule {rule}).',
      next: 'Raise the smallest class to {least}; rows of smaller classes then do not leave. Generalise quasi-identifiers first to lose fewer. Nobody can approve an exception.',
    },
    'quasi-identifier-unmarked': {
      what: 'The fields {columns} tell of a person even when generalised. At the level of the source (rule {rule}) they count into the smallest class, and the plan does not mark them.',
      next: 'Mark them as quasi-identifiers, or withhold them. Nobody can approve an exception.',
    },
    'plan-columns-differ': {
      what: 'The fields of the de-identification plan are not those of the dataset; the derivative is not registered.',
      next: 'Reload this page and start from the proposed plan.',
    },
    'column-withheld': {
      what: 'The field {column} was withheld at its registration; no plan can let it leave.',
      next: 'Withhold it. Nobody can approve an exception.',
    },
    'classes-too-many': {
      what: 'The quasi-identifiers have more combinations than the connector counts.',
      next: 'Generalise these fields, and try again.',
    },
    'cell-too-long': {
      what: 'A cell of {column} is too long to be de-identified.',
      next: 'Split that cell in the source, then register it again.',
    },
    'cell-not-well-formed': {
      what: 'A cell of {column} is not well-formed Unicode.',
      next: 'Correct that cell in the source, then register it again.',
    },
    'dataset-unknown': {
      what: 'Your connector never registered this dataset.',
      next: 'Go back to the list and open it from there.',
    },
    'report-differs': {
      what: 'The de-identification report that the connector gave is not the one signed at the registration, and is not used.',
      next: 'Have the connector’s administrator check its database; the ledger holds the digest of the report.',
    },
    'plan-malformed': { what: 'The de-identification plan is malformed.', next: 'Change it at the places named.' },
    'spot-check-missing': {
      what: 'A de-identified derivative gets a looser level than its source only after at least {least} of its rows were read and nobody was recognised in any.',
      next: 'The grading officer reads a sample, then signs. Where somebody is recognised nobody can approve it: change the plan and make another derivative.',
    },
    'rows-unfit': {
      what: 'Some of the chosen rows are not in the dataset, stand twice, have no text, or one of over 100,000 characters.',
      next: 'Correct the rows, then try again.',
    },
    'source-unknown': { what: 'The connector’s folder has no such source.', next: 'Check that the file is there, then reload this page.' },
    'source-unreadable': {
      what: 'The connector cannot read this file.',
      next: 'Check that it is a plain file which the connector may read.',
    },
    'source-changed': {
      what: 'The file changed while it was read, or since an interruption; no row of it was kept.',
      next: 'Wait until it is written to its end, then register again.',
    },
    'table-too-large': {
      what: 'The file, its rows, its columns or one of its lines exceed the connector’s limits.',
      next: 'Split the file, or ask the connector’s administrator to raise the limit.',
    },
    'table-encoding-unfit': {
      what: 'The file holds bytes that are no text in this encoding.',
      next: 'Check the encoding (GB18030 has to be named), or correct those bytes.',
    },
    'table-malformed': {
      what: 'Line {line} of the file is malformed, by a quote without its partner for example.',
      next: 'Correct that line, then try again.',
    },
    'table-ragged': {
      what: '{ragged} rows have not as many cells as the heading.',
      next: 'Correct those rows, or choose to leave them out.',
    },
    'table-columns-unfit': {
      what: 'A column has no name, an overlong one, or one that stands twice.',
      next: 'Correct the first line, then try again.',
    },
    'table-empty': { what: 'The table has no rows.', next: 'Lay down a file with data.' },
    'column-unknown': { what: 'The table has no such column.', next: 'Reload this page, then choose the columns to be withheld.' },
    'dataset-taken': { what: 'Another registration has this dataset’s number.', next: 'Start the registration again.' },
  },
);
