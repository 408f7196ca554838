/** Shows the buttons that print the page; without a script the browser's own menu does it. */
for (const button of document.querySelectorAll('[data-print]')) {
  button.addEventListener('click', () => window.print());
  button.hidden = false;
}
