/** Beside a time, the word that tells whose clock it is: shown where this phone's clock would say another one. */
export function watchZones(page: Document): void {
  for (const word of page.querySelectorAll<HTMLElement>('[data-instant]')) {
    const here = new Date(word.dataset.instant ?? '')
    const time = `${String(here.getHours()).padStart(2, '0')}:${String(here.getMinutes()).padStart(2, '0')}`
    word.hidden = time === word.dataset.wall
  }
}
