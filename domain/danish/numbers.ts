/** Says numbers as they are written in Danish. */

/** "12", "2,35": a Danish comma, and no more decimals than said. */
export function numberWords(value: number, decimals = 2): string {
  const scale = 10 ** decimals;
  return (Math.round(value * scale) / scale).toString().replace('.', ',');
}
