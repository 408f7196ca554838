/** What a person would trip over on a page as it stands; read into the page by visit.ts. */
'use strict';
(() => {
  const CAN_BE_REACHED =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex="0"]';

  const words = (element) =>
    `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 50)}"${element.name ? ` ${element.name}` : ''}`;
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isShown);

  /** What stands out to the right: the page would have to be pushed sideways to read it. */
  function sideways() {
    const out = all('body *:not(.table-frame *):not(.sr-only):not(.skipnav)').filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 0.5,
    );
    const found = out.map((element) => `stands out to the right: ${words(element)}`);
    if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
    return found.slice(0, 5);
  }

  /** What stays where it is while one scrolls takes the room of what one reads (WCAG 1.4.10). */
  function inTheWay() {
    const MOST = 1 / 3;
    return all('body *')
      .filter((element) => /sticky|fixed/.test(getComputedStyle(element).position))
      .filter((element) => element.getBoundingClientRect().height > innerHeight * MOST)
      .map((element) => {
        const share = element.getBoundingClientRect().height / innerHeight;
        return `stays over ${Math.round(share * 100)} % of the window: ${words(element)}`;
      });
  }

  /** One radio of a group is reached by Tab, the others by the arrow keys. */
  function stops() {
    const seen = new Set();
    return all(CAN_BE_REACHED).filter((element) => {
      if (element.disabled || element.tabIndex < 0) return false;
      if (element.type !== 'radio') return true;
      const group = document.querySelectorAll(
        `input[type=radio][name="${CSS.escape(element.name)}"]`,
      );
      const entry = [...group].find((one) => one.checked) ?? group[0];
      if (element !== entry || seen.has(element.name)) return false;
      seen.add(element.name);
      return true;
    });
  }

  let expected = [];
  /** Begins a walk by Tab; answers with how many stops it should have. */
  function begin() {
    expected = stops();
    toTheTop();
    return expected.length;
  }

  /** The next Tab comes to the first stop of the page. */
  function toTheTop() {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  }

  /** Where the walk is, and what is wrong there. */
  function here() {
    const element = document.activeElement;
    if (!element || element === document.body) return { at: -1, words: '', wrong: [] };
    const wrong = [];
    if (!hasOutline(element)) wrong.push(`focus does not show: ${words(element)}`);
    const [box] = element.getClientRects();
    if (box && isCovered(element, box)) wrong.push(`focus is covered: ${words(element)}`);
    return { at: expected.indexOf(element), words: words(element), wrong };
  }

  let before = null;
  /** Where one is after a key, what it is called there, and whether it comes later than the last. */
  function onward() {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: '', isLater: true, wrong: [] };
    const { wrong } = here();
    const isLater =
      before === null ||
      (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    before = element;
    const label = element.labels?.[0] ?? element;
    const name = (label.textContent ?? '').replace(/\s+/g, ' ').trim();
    return { name, isLater, wrong };
  }

  function hasOutline(element) {
    const shown = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (shown(getComputedStyle(element))) return true;
    if (element.tagName === 'IFRAME') return true;
    const [label] = element.labels ?? [];
    return label !== undefined && shown(getComputedStyle(label, '::before'));
  }

  function isCovered(element, box) {
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (bottom - top < Math.min(box.height, 24)) return true;
    const hit = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
    const labels = [...(element.labels ?? [])];
    return (
      !hit ||
      !(element.contains(hit) || hit.contains(element) || labels.some((l) => l.contains(hit)))
    );
  }

  /** Its own words of the main part, a block a line, as they are read. */
  function text() {
    const main = document.querySelector('main').cloneNode(true);
    for (const one of main.querySelectorAll('select, .sr-only, script, dl.ahead')) one.remove();
    for (const one of main.querySelectorAll(
      'p, li, h1, h2, h3, dt, dd, legend, label, .form-hint, caption, td, th, .when, strong:not(p strong), button, a.button, summary',
    )) {
      one.append('\n');
    }
    return main.textContent.replace(/[ \t]+/g, ' ');
  }

  /** What WCAG 2.2 and the house ask of every page and axe does not. */
  function house() {
    const found = [];
    if (document.documentElement.lang !== 'da')
      found.push('the page does not say that it is Danish');
    for (const link of document.querySelectorAll('.error-summary a')) {
      const field = document.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
      if (!field) found.push(`an error leads nowhere: ${link.hash}`);
      else if (field.tabIndex < 0 && !field.matches('[tabindex]'))
        found.push(`an error leads to what takes no focus: ${link.hash}`);
    }
    if (document.querySelectorAll('.button-primary').length > 1) found.push('two primary buttons');
    const numbers = [...document.querySelectorAll('a[href^="tel:"]')].map((one) => one.textContent);
    const [danger, lifeline] = [numbers.indexOf('112'), numbers.indexOf('70 201 201')];
    if (danger < 0 || lifeline < danger)
      found.push('the crisis numbers are missing or out of order');
    for (const one of document.querySelectorAll('[style], script:not([src]), style'))
      found.push(`inline: ${words(one)}`);
    return found;
  }

  /** In a reader's own few colours: borders, marks and what is chosen must still show. */
  function fewColours() {
    const found = [];
    for (const one of all('.button, button:not(.plain), .form-input, .form-select')) {
      const style = getComputedStyle(one);
      if (style.borderStyle === 'none' || parseFloat(style.borderWidth) < 1)
        found.push(`no border: ${words(one)}`);
    }
    for (const one of all('.form-radio, .form-checkbox')) {
      const { opacity, appearance } = getComputedStyle(one);
      if (opacity !== '1' || appearance === 'none')
        found.push(`what is chosen does not show: ${words(one)}`);
    }
    const marks = new Map();
    for (const one of all('.rail:not(.steps) > li')) {
      marks.set(one.className, getComputedStyle(one, '::before').backgroundColor);
    }
    if (new Set(marks.values()).size < marks.size) found.push('the marks of the rail look alike');
    const [first] = all('main a[href], main button');
    first?.focus();
    if (first && !hasOutline(first)) found.push(`focus does not show: ${words(first)}`);
    return found;
  }

  /** On paper: nothing to press or to go to, and nothing cut off. */
  function paper() {
    const found = all('nav, .practice, .skipnav, .back, button, a.button').map(
      (one) => `is printed: ${words(one)}`,
    );
    for (const one of all('iframe')) found.push(`a frame is cut off: ${words(one)}`);
    for (const one of all('textarea')) {
      if (one.scrollHeight > one.clientHeight + 1) found.push(`is cut: ${words(one)}`);
    }
    for (const one of all('main *')) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const hides = overflowX !== 'visible' || overflowY !== 'visible';
      if (!hides || one.matches('textarea, input, select, .sr-only, iframe')) continue;
      if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        found.push(`is cut: ${words(one)}`);
    }
    // What is for the screen alone is not printed at all.
    for (const one of document.querySelectorAll('details:not([open]) > :not(summary)')) {
      if (!one.closest('.screen-only') && !isShown(one))
        found.push(`is folded away: ${words(one)}`);
    }
    return [...found, ...sideways()];
  }

  globalThis.looks = {
    onward,
    sideways,
    inTheWay,
    begin,
    toTheTop,
    here,
    text,
    house,
    fewColours,
    paper,
  };
})();
