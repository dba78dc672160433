#pragma once
// A series of any length in bounded memory, as even as it was: once there are too many elements, neighbours are added
// up by pairs, so that each stands for twice as many. Only the last one may stand for fewer.
//
// T needs `+=`, which adds the element after it in time. A value; one thread at a time.

#include <cstddef>
#include <utility>
#include <vector>

namespace cachedeck::latency {

template<class T>
class EvenSeries {
public:
    explicit EvenSeries(std::size_t most) : m_most(most) {} // at least 2

    void add(T element)
    {
        if (!m_elements.empty() && m_inLast < m_width) {
            m_elements.back() += element;
            ++m_inLast;
            return;
        }
        m_elements.push_back(std::move(element));
        m_inLast = 1;
        if (m_elements.size() > m_most)
            halve();
    }
    const std::vector<T>& elements() const noexcept { return m_elements; }
    std::size_t width() const noexcept { return m_width; } // elements as added in each, but for the last

private:
    void halve()
    {
        std::size_t pairs = 0;
        for (std::size_t i = 0; i < m_elements.size(); i += 2) {
            if (pairs != i)
                m_elements[pairs] = std::move(m_elements[i]);
            if (i + 1 < m_elements.size())
                m_elements[pairs] += m_elements[i + 1];
            ++pairs;
        }
        const bool lastIsWhole = m_elements.size() % 2 == 0;
        m_elements.erase(m_elements.begin() + static_cast<std::ptrdiff_t>(pairs), m_elements.end());
        m_inLast += lastIsWhole ? m_width : 0;
        m_width *= 2;
    }

    std::size_t m_most;
    std::size_t m_width = 1;
    std::size_t m_inLast = 0; // of them in the last one
    std::vector<T> m_elements;
};

} // namespace cachedeck::latency
