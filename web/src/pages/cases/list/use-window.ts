import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'

// Rows drawn above and below what is seen, so that quick scrolling shows no gaps.
const spare = 12

// Of a long list in the page only the rows in sight are drawn; the others are room above and below. All rows have the
// same height, that of the first one drawn (`[data-row]`), which follows large type by itself.
export function useWindow(box: Ref<HTMLElement | null>, count: Ref<number>, guess: number, nearEnd: () => void) {
  const rowHeight = ref(guess)
  const top = ref(0)
  const height = ref(window.innerHeight)
  let frame = 0

  function measure(): void {
    frame = 0
    if (!box.value) return
    const row = box.value.querySelector<HTMLElement>('[data-row]')
    if (row && row.offsetHeight > 0) rowHeight.value = row.getBoundingClientRect().height
    top.value = -box.value.getBoundingClientRect().top
    height.value = window.innerHeight
  }
  function later(): void {
    frame ||= requestAnimationFrame(measure)
  }

  const first = computed(() => Math.max(0, Math.min(count.value, Math.floor(top.value / rowHeight.value) - spare)))
  const last = computed(() => Math.min(count.value, Math.ceil((top.value + height.value) / rowHeight.value) + spare))
  const above = computed(() => first.value * rowHeight.value)
  const below = computed(() => (count.value - Math.max(last.value, first.value)) * rowHeight.value)

  watch([last, count], () => {
    if (count.value > 0 && last.value >= count.value - spare) nearEnd()
  })
  watch(count, later, { flush: 'post' })
  onMounted(() => {
    measure()
    window.addEventListener('scroll', later, { passive: true })
    window.addEventListener('resize', later)
  })
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame)
    window.removeEventListener('scroll', later)
    window.removeEventListener('resize', later)
  })

  return { first, last, above, below }
}
