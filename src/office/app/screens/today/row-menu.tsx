import { type ReactNode, useEffect, useRef } from 'react'

/** The rest of what can be done, behind three dots. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current
      if (!menu?.open) return
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !menu.contains(event.target as Node))
        menu.open = false
    }
    addEventListener('pointerdown', close)
    addEventListener('keydown', close)
    return () => {
      removeEventListener('pointerdown', close)
      removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details className="menu" ref={ref}>
      <summary className="menu-button" aria-label={label} title={label}>
        <span aria-hidden="true" className="today-dots">
          ⋯
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: what is pressed inside closes it */}
      <div
        className="menu-list"
        onClick={() => {
          if (ref.current) ref.current.open = false
        }}
      >
        {children}
      </div>
    </details>
  )
}
