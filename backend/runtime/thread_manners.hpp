#pragma once
// How a thread behaves towards others when it wakes.

namespace cachedeck::runtime {

// Of the calling thread, and of threads that it starts from then on: for one that shows, keeps books or watches while
// the time of other threads is measured on the same processors. With `on` it gets its share of them as before, but when
// it wakes it lets whoever is at work finish the turn, some milliseconds at most, instead of interrupting in the middle
// of an operation. Linux: SCHED_BATCH (sched(7)), which needs no privilege and can be taken back; elsewhere nothing
// happens.
void wakeQuietly(bool on) noexcept;

} // namespace cachedeck::runtime
