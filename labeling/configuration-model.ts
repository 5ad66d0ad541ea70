/** One label or choice. */
export interface Option {
  /** What a result stores (`alias` when given). */
  readonly value: string;
  /** What people read. */
  readonly title: string;
  /** `KeyboardEvent.code` that the configuration asks for. */
  readonly key?: string;
}

interface ControlBase {
  readonly name: string;
  /** Name of the text it speaks about. */
  readonly toName: string;
  /** The header that stands before it, if any. */
  readonly title?: string;
  readonly required: boolean;
  readonly options: readonly Option[];
}

/** A question about the whole text. */
export interface ChoicesControl extends ControlBase {
  readonly kind: 'choices';
  readonly multiple: boolean;
}

/** Labels for spans of the text. */
export interface LabelsControl extends ControlBase {
  readonly kind: 'labels';
  /** May two spans share characters? (`overlap="true"`, our own attribute.) */
  readonly overlap: boolean;
}

export type Control = ChoicesControl | LabelsControl;

/** A labelling task: one text, and what is asked about it, in the order of the document. */
export interface Configuration {
  readonly text: { readonly name: string; readonly field: string };
  readonly controls: readonly Control[];
}

export type FaultCode =
  | 'too-long'
  | 'not-xml'
  | 'element-unknown'
  | 'element-misplaced'
  | 'content-unexpected'
  | 'attribute-unknown'
  | 'attribute-missing'
  | 'attribute-malformed'
  | 'name-repeated'
  | 'option-repeated'
  | 'options-missing'
  | 'options-too-many'
  | 'target-unknown'
  | 'text-missing'
  | 'text-repeated'
  | 'control-missing'
  | 'controls-too-many'
  | 'hotkey-unusable'
  | 'hotkey-taken'
  | 'hotkey-reserved';

/** One thing that is wrong, where it stands (1-based), and the words that a message needs. */
export interface ConfigurationFault {
  readonly code: FaultCode;
  readonly line: number;
  readonly column: number;
  readonly [detail: string]: string | number;
}
