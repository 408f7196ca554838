import { readable } from '../../domain/typedText';

it.each([
  ['line ends', 'en\r\nto\rtre\nfire\u2028fem', 'en\nto\ntre\nfire\nfem'],
  ['controls', 'a\u0000b\u0007c\u001b[31m\u007f\u009f', 'abc[31m'],
  ['halves of a character', 'a\ud800b\udc00c', 'abc'],
  ['no characters', 'a\uffffb\ufdd0c\ufeffd', 'abcd'],
  ['turned around', 'fil\u202etxt.exe\u202c \u2067x\u2069', 'filtxt.exe x'],
])('%s', (_name, typed, kept) => expect(readable(typed)).toBe(kept));

it('what people write stays as it is', () => {
  for (const text of [
    'Æblegrød på Ærø,\tén gang til\n',
    '😀 👩🏽‍⚕️ 🏳️‍🌈 ❤️',
    'שלום \u200fمرحبا\u200e, नमस्ते, 你好',
    '<script>alert(1)</script> & "\'',
    'e\u0301',
  ]) {
    expect(readable(text)).toBe(text);
  }
});

it('reading it twice is reading it once', () => {
  const text = '\r\r\n\n\u0000\r\u0000\n';
  expect(readable(readable(text))).toBe(readable(text));
});
