/**
 * Runs in the page: the texts that can be seen and whose contrast to what lies behind them is too low.
 * @returns a line for each: contrast, colours, text
 * @see https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export function lowContrast(): readonly string[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];

  function parse(text: string): Colour {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  }

  function over([red, green, blue, alpha]: Colour, below: Colour): Colour {
    const mix = (top: number, bottom: number) => top * alpha + bottom * (1 - alpha);
    return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
  }

  function luminance([red, green, blue]: Colour): number {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function behind(element: Element): Colour {
    const tile = element.closest('g')?.querySelector('rect');
    if (tile !== null && tile !== undefined) return parse(getComputedStyle(tile).fill);
    const layers: Colour[] = [];
    for (let each: Element | null = element; each !== null; each = each.parentElement) {
      layers.push(parse(getComputedStyle(each).backgroundColor));
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1] as Colour);
  }

  const low: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (element === null || text === '' || element.closest('script, title') !== null) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const colour = parse(element instanceof SVGElement ? style.fill : style.color);
    const back = behind(element);
    const [light = 0, dark = 0] = [luminance(over(colour, back)), luminance(back)].sort(
      (one, other) => other - one,
    );
    const contrast = (light + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) {
      low.push(`${contrast.toFixed(2)} ${colour.join()} on ${back.join()}: ${text}`);
    }
  }
  return low;
}
