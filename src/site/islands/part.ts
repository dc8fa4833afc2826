/** Takes one part of a page anew from the server; whatever is typed outside of it stays. */
export async function renew(page: Document, id: string, address: string): Promise<boolean> {
  const here = page.getElementById(id)
  if (!here) return false
  const answer = await fetch(address, { headers: { accept: 'text/html' } })
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id)
  if (!fresh) return false
  here.replaceChildren(...fresh.childNodes)
  return true
}
