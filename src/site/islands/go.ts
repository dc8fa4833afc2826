/** A page that only hands over opens the other app by itself; coming back to it does not start again. */
export function watchGo(page: Document): void {
  const link = page.querySelector<HTMLAnchorElement>('a[data-go]')
  const [arrived] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (link && arrived?.type === 'navigate') location.assign(link.href)
}
