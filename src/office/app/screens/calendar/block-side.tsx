import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { type Days, refreshBlocks } from './days.ts'
import type { Block } from './model.ts'
import { timesOf } from './piece.tsx'
import { Side } from './side.tsx'

/** Time that somebody blocked: why, and giving it back. */
export function BlockSide({ block, days, onClose }: { block: Block; days: Days; onClose: () => void }) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const known = days.blocks.find(({ id }) => id === block.id)
  const refresh = () => void refreshBlocks(queries)
  const remove = useAct('DELETE /api/businesses/:businessId/blocks/:blockId', {
    onDone: () => {
      refresh()
      toast({ text: t('calendar.unblocked') })
      onClose()
    },
    onRefused: (why) => {
      refresh()
      toast({ text: textOf(say, why), tone: 'bad' })
    },
  })
  if (!known) return null
  return (
    <Side
      title={block.reason || t('calendar.blocked.block')}
      onClose={onClose}
      foot={
        <Button
          look="secondary"
          wide
          busy={remove.isPending}
          onClick={() =>
            remove.mutate({ params: { businessId, blockId: known.id }, query: { version: known.version } })
          }
        >
          {t('calendar.unblock')}
        </Button>
      }
    >
      <p className="figure">{timesOf(block)}</p>
    </Side>
  )
}
