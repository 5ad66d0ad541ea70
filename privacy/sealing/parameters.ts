/** Items of one batch, which is what a leaked batch key opens. */
export const MOST_ITEMS = 500;
/** Bytes of the keys here, symmetric or X25519. */
export const KEY = 32;
/** Bytes of one item's content. */
export const MOST_ITEM_BYTES = 16 * 1024 * 1024;
/** Bytes of one label's content. */
export const MOST_LABEL_BYTES = 1024 * 1024;
