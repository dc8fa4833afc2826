import { useEffect } from 'react'

/** A visit of several services lies in several columns: pointing at one part, or going there, lights the others. */
export function useSiblings(root: HTMLElement | null): void {
  useEffect(() => {
    if (!root) return
    let lit: string | undefined
    const partsOf = (visit: string) => root.querySelectorAll(`[data-visit="${visit}"]`)
    const light = ({ target }: Event) => {
      const visit = target instanceof Element ? target.closest<HTMLElement>('[data-visit]')?.dataset.visit : undefined
      if (visit === lit) return
      if (lit) for (const part of partsOf(lit)) part.removeAttribute('data-lit')
      lit = visit
      const parts = visit ? [...partsOf(visit)] : []
      if (parts.length > 1) for (const part of parts) part.setAttribute('data-lit', '')
    }
    root.addEventListener('pointerover', light)
    root.addEventListener('focusin', light)
    return () => {
      root.removeEventListener('pointerover', light)
      root.removeEventListener('focusin', light)
    }
  }, [root])
}
