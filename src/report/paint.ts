/** Colours a text for a terminal, or leaves it as it is where there are no colours. */
export type Colour = (text: string) => string;

/** The colours that reports use. */
export interface Paint {
  readonly bold: Colour;
  readonly dim: Colour;
  readonly red: Colour;
  readonly green: Colour;
  readonly yellow: Colour;
  readonly cyan: Colour;
}

const plain: Colour = (text) => text;

/** No colours at all. */
export const PLAIN: Paint = {
  bold: plain,
  dim: plain,
  red: plain,
  green: plain,
  yellow: plain,
  cyan: plain,
};
