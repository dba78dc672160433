#pragma once
// Sleeping coroutines in a binary heap: one system timer for all of them, no allocation for each, and a sleeper that is
// destroyed takes itself out. Belongs to one thread.

#include "backend/runtime/clock.hpp"

#include <coroutine>
#include <cstddef>
#include <vector>

namespace cachedeck::runtime {

class TimerQueue {
public:
    struct Sleeper {
        Clock::time_point time;
        std::coroutine_handle<> waiting;
        std::size_t place = 0; // index in the heap
    };

    bool empty() const noexcept { return m_heap.empty(); }
    Clock::time_point earliest() const noexcept { return m_heap.front()->time; }

    void add(Sleeper& sleeper)
    {
        m_heap.push_back(&sleeper);
        rise(m_heap.size() - 1);
    }

    void remove(Sleeper& sleeper)
    {
        const auto hole = sleeper.place;
        auto* last = m_heap.back();
        m_heap.pop_back();
        if (last == &sleeper)
            return;
        set(hole, *last);
        rise(hole);
        sink(last->place);
    }

    Sleeper& pop()
    {
        auto& first = *m_heap.front();
        remove(first);
        return first;
    }

private:
    void set(std::size_t place, Sleeper& sleeper)
    {
        m_heap[place] = &sleeper;
        sleeper.place = place;
    }

    void rise(std::size_t place)
    {
        auto& sleeper = *m_heap[place];
        while (place > 0 && sleeper.time < m_heap[(place - 1) / 2]->time) {
            set(place, *m_heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        set(place, sleeper);
    }

    void sink(std::size_t place)
    {
        auto& sleeper = *m_heap[place];
        while (true) {
            auto child = 2 * place + 1;
            if (child >= m_heap.size())
                break;
            if (child + 1 < m_heap.size() && m_heap[child + 1]->time < m_heap[child]->time)
                ++child;
            if (!(m_heap[child]->time < sleeper.time))
                break;
            set(place, *m_heap[child]);
            place = child;
        }
        set(place, sleeper);
    }

    std::vector<Sleeper*> m_heap;
};

} // namespace cachedeck::runtime
