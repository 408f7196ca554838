import { ownAddress, paths, withQuery } from '../../web/paths';

describe('the addresses', () => {
  it('are built from the pattern the router has', () => {
    expect(paths.courseModule.pattern).toBe('/forloeb/:course/modul/:module');
    expect(paths.courseModule.to({ course: 'a', module: '4' })).toBe('/forloeb/a/modul/4');
    expect(paths.front.to()).toBe('/');
  });

  it('keep a strange value inside its own part', () => {
    expect(paths.portalLink.to({ token: '../x?y' })).toBe('/l/..%2Fx%3Fy');
  });

  it('are not built without a value', () => {
    expect(() => paths.course.to({ course: '' })).toThrow('needs a value for course');
  });

  it('stand once each', () => {
    const patterns = Object.values(paths).map(({ pattern }) => pattern);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it('carry the state of a list, and leave out what is empty', () => {
    expect(withQuery('/arbejdsliste', { hvis: 'mine', region: '', efter: undefined })).toBe(
      '/arbejdsliste?hvis=mine',
    );
    expect(withQuery('/arbejdsliste', {})).toBe('/arbejdsliste');
  });

  it.each([
    ['/mit-forloeb?x=1', '/mit-forloeb?x=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/a b', '/'],
    [undefined, '/'],
  ])('lead back to %s only when it is ours', (asked, led) => {
    expect(ownAddress(asked)).toBe(led);
  });
});
