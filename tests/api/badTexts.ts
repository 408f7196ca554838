/** Texts that nobody would type and anybody may send. */

const LONG = 100_000;

/** Code points of any kind: planes of signs, controls, halves of characters. */
function junk(draw: () => number, length: number): string {
  return Array.from({ length }, () => {
    const top = [0x20, 0x100, 0x3000, 0xe000, 0x20000][Math.floor(draw() * 5)] ?? 0x100;
    return String.fromCodePoint(Math.floor(draw() * top));
  }).join('');
}

/** By name; `draw`: at least 0 and below 1. */
export function badTexts(draw: () => number): Readonly<Record<string, string>> {
  return {
    html: '<script>alert(1)</script> </textarea><b onclick="x">"fed" & \'',
    emoji: 'Jeg er 😀 👩🏽‍⚕️ 🏳️‍🌈 i dag',
    rightToLeft: 'a \u202Egro.live\u202C שלום \u200Fمرحبا \u2067x\u2069',
    controls: 'a\u0000b\u0007c\u001b[31m d\u009f\ufeff\ufffe',
    lineEnds: 'en\r\nto\rtre\u2028fire',
    long: 'æ '.repeat(LONG / 2),
    longEmoji: '😀'.repeat(LONG),
    junk: junk(draw, 400),
    mixed: '<b>\u0000\ud800"\'; --\u202e😀',
  };
}
