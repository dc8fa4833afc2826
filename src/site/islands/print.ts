/** Buttons that open the browser's print dialog; without scripts they stay hidden and a hint says where it is. */
export function watchPrint(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
