#include "backend/runtime/task.hpp"

#include <array>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define CACHEDECK_PLAIN_FRAMES
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CACHEDECK_PLAIN_FRAMES // so that the sanitizer sees the use of a frame that is gone
#endif
#endif

namespace cachedeck::runtime {

#ifdef CACHEDECK_PLAIN_FRAMES

void* allocateFrame(std::size_t bytes)
{
    return ::operator new(bytes);
}

void releaseFrame(void* frame, std::size_t) noexcept
{
    ::operator delete(frame);
}

#else

namespace {

constexpr std::size_t granularity = 64;
constexpr std::size_t largest = 4096;
constexpr std::size_t keptBytes = 1024 * 1024; // of one size; a burst of more goes back to the heap

struct FreeFrame {
    FreeFrame* next;
};

struct FreeLists {
    std::array<FreeFrame*, largest / granularity> heads{};
    std::array<std::size_t, largest / granularity> counts{};
    bool closed = false; // the thread is ending; frames released later go to the heap

    ~FreeLists()
    {
        closed = true;
        for (auto* head : heads) {
            while (head) {
                auto* next = head->next;
                ::operator delete(head);
                head = next;
            }
        }
        heads = {};
    }
};

FreeLists& lists()
{
    thread_local FreeLists instance;
    return instance;
}

std::size_t sizeClass(std::size_t bytes) noexcept
{
    return (bytes - 1) / granularity;
}

} // namespace

void* allocateFrame(std::size_t bytes)
{
    if (bytes > largest)
        return ::operator new(bytes);
    auto& free = lists();
    const auto index = sizeClass(bytes);
    if (auto* frame = free.heads[index]) {
        free.heads[index] = frame->next;
        --free.counts[index];
        return frame;
    }
    return ::operator new((index + 1) * granularity);
}

void releaseFrame(void* frame, std::size_t bytes) noexcept
{
    if (bytes > largest) {
        ::operator delete(frame);
        return;
    }
    auto& free = lists();
    const auto index = sizeClass(bytes);
    if (free.closed || free.counts[index] * (index + 1) * granularity >= keptBytes) {
        ::operator delete(frame);
        return;
    }
    free.heads[index] = ::new (frame) FreeFrame{free.heads[index]};
    ++free.counts[index];
}

#endif

} // namespace cachedeck::runtime
