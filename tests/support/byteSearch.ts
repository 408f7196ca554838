/** Finds many texts at once in many bytes: some 10⁵ needles in some 10⁸ bytes, in a second or two. */

/** A text as it would lie somewhere if it leaked. */
export interface Needle {
  /** The text itself, which a failure may name: all people in tests are made up. */
  readonly text: string;
  /** Where it belongs: 'message.body_sealed'. */
  readonly from: string;
}
export interface Hit {
  readonly needle: Needle;
  /** How it was written down: raw, json, base64, url. */
  readonly form: string;
  /** What stands around it, for the person who looks for the leak. */
  readonly around: string;
}

/** A needle is noticed by so many of its bytes, those that fewest others have. */
const MARK = 4;
const BITS = 22;
const AROUND = 24;
/** Of one needle so many places are told; one would do to fail. */
const TOLD = 3;

interface Written {
  readonly bytes: Buffer;
  readonly form: string;
  readonly needle: Needle;
}
/** A form, and how far into it its mark stands. */
interface Marked extends Written {
  readonly into: number;
}

export interface ByteSearch {
  /** How many needles, and in how many written forms. */
  readonly size: { readonly needles: number; readonly forms: number };
  in(bytes: Uint8Array): Hit[];
}

/** Looks for every form of every needle; texts are compared byte by byte, capitals and all. */
export function searchFor(needles: readonly Needle[]): ByteSearch {
  const written = new Map<string, Written>();
  for (const needle of needles) {
    for (const { form, bytes } of formsOf(needle.text)) {
      const key = bytes.toString('latin1');
      if (!written.has(key)) written.set(key, { bytes, form, needle });
    }
  }
  const byMark = marked([...written.values()]);
  const maybe = new Uint8Array(1 << BITS);
  for (const mark of byMark.keys()) maybe[slot(mark)] = 1;
  return {
    size: { needles: needles.length, forms: written.size },
    in: (bytes) => hitsIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), byMark, maybe),
  };
}

/** Each form by the four bytes in it that the fewest forms have: "Jeg " would be looked at for ever. */
function marked(forms: readonly Written[]): ReadonlyMap<number, readonly Marked[]> {
  const common = new Map<number, number>();
  for (const { bytes } of forms) {
    for (let at = 0; at + MARK <= bytes.length; at += 1) {
      const mark = bytes.readInt32LE(at);
      common.set(mark, (common.get(mark) ?? 0) + 1);
    }
  }
  const byMark = new Map<number, Marked[]>();
  for (const form of forms) {
    let into = 0;
    let fewest = Infinity;
    for (let at = 0; at + MARK <= form.bytes.length; at += 1) {
      const times = common.get(form.bytes.readInt32LE(at)) ?? 0;
      if (times < fewest) [fewest, into] = [times, at];
    }
    const mark = form.bytes.readInt32LE(into);
    byMark.set(mark, [...(byMark.get(mark) ?? []), { ...form, into }]);
  }
  return byMark;
}

/** Taken out of `Math` once: jest looks every global up anew, which is most of the time here. */
const { imul } = Math;
const slot = (mark: number): number => imul(mark, 0x9e3779b1) >>> (32 - BITS);

function hitsIn(
  bytes: Buffer,
  byMark: ReadonlyMap<number, readonly Marked[]>,
  maybe: Uint8Array,
): Hit[] {
  const hits: Hit[] = [];
  const told = new Map<Marked, number>();
  let mark = 0;
  for (let end = 0; end < bytes.length; end += 1) {
    mark = (mark >>> 8) | ((bytes[end] ?? 0) << 24);
    if (maybe[slot(mark)] === 0) continue;
    for (const form of byMark.get(mark) ?? []) {
      const at = end + 1 - MARK - form.into;
      if (!stands(form.bytes, bytes, at)) continue;
      const times = (told.get(form) ?? 0) + 1;
      told.set(form, times);
      if (times > TOLD) continue;
      const around = bytes.subarray(Math.max(0, at - AROUND), at + form.bytes.length + AROUND);
      hits.push({ ...form, around: JSON.stringify(around.toString('utf8')) });
    }
  }
  return hits;
}

function stands(needle: Buffer, bytes: Buffer, at: number): boolean {
  const end = at + needle.length;
  return at >= 0 && end <= bytes.length && bytes.compare(needle, 0, needle.length, at, end) === 0;
}

/** The ways in which a text of five characters or more is written down by programs. */
export function formsOf(text: string): { form: string; bytes: Buffer }[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const percent = encodeURIComponent(text);
  const raw = Buffer.from(text);
  const written = [
    { form: 'raw', text },
    { form: 'json', text: json },
    { form: 'json, ascii', text: ascii },
    { form: 'url', text: percent },
    { form: 'url, plus', text: new URLSearchParams({ x: text }).toString().slice(2) },
    ...[0, 1, 2].flatMap((shift) => {
      const base64 = base64Within(raw, shift);
      return [
        { form: 'base64', text: base64 },
        { form: 'base64url', text: base64.replaceAll('+', '-').replaceAll('/', '_') },
      ];
    }),
  ];
  return written.map((one) => ({ form: one.form, bytes: Buffer.from(one.text) }));
}

/** The characters of base64 that these bytes alone decide, when `shift` others stand before them. */
function base64Within(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice([0, 2, 3][shift], whole);
}
