// Sizes of texts without layout. The grid must know the height of each row before it draws it, and asking the browser for
// the layout of 100,000 sentences would take seconds; adding up widths of letters takes a few milliseconds.

export class TextSize {
  readonly #context = document.createElement("canvas").getContext("2d")!;
  #widths = new Map<string, number>();

  constructor(font: string) {
    this.#context.font = font;
  }

  #letter(letter: string): number {
    let width = this.#widths.get(letter);
    if (width === undefined) {
      width = this.#context.measureText(letter).width;
      this.#widths.set(letter, width);
    }
    return width;
  }

  width(text: string): number {
    let sum = 0;
    for (const letter of text) sum += this.#letter(letter);
    return sum;
  }

  /** Returns the number of lines that the text takes. */
  lines(text: string, width: number): number {
    let lines = 1;
    let used = 0;
    let word = 0;
    for (const letter of text) {
      const size = this.#letter(letter);
      if (letter === " ") {
        used += word + size;
        word = 0;
        continue;
      }
      word += size;
      if (used > 0 && used + word > width) {
        lines++;
        used = 0;
      }
      // A word that is longer than a line is broken.
      if (used === 0 && word > width) {
        lines++;
        word = size;
      }
    }
    return lines;
  }
}
