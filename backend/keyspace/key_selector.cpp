#include "backend/keyspace/key_query.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace cachedeck::keyspace {

namespace {

constexpr std::size_t childrenShown = 1000;

} // namespace

struct KeySelector::Implementation {
    using Job = std::function<void(const std::atomic<bool>& cancelled)>;

    Implementation() : thread([this] { work(); }) {}
    ~Implementation()
    {
        {
            const std::lock_guard lock(mutex);
            stop = true;
            selectCancelled = true;
            childrenCancelled = true;
        }
        wake.notify_all();
        thread.join();
    }

    void work()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            wake.wait(lock, [this] { return stop || selection || !children.empty(); });
            if (stop)
                return;
            const bool selecting = static_cast<bool>(selection);
            auto job = selecting ? std::exchange(selection, nullptr) : std::move(children.front());
            if (selecting)
                selectCancelled = false;
            else
                children.pop_front();
            lock.unlock();
            job(selecting ? selectCancelled : childrenCancelled);
            job = nullptr; // the snapshot it holds is not kept while we wait
            lock.lock();
        }
    }

    std::mutex mutex;
    std::condition_variable wake;
    Job selection;
    std::deque<Job> children;
    std::atomic<bool> selectCancelled{false};
    std::atomic<bool> childrenCancelled{false};
    bool stop = false;
    std::thread thread; // last: it uses all above
};

KeySelector::KeySelector() : m_implementation(std::make_unique<Implementation>()) {}

KeySelector::~KeySelector() = default;

void KeySelector::select(KeySnapshot keys, KeyQuery query, Handler handler)
{
    {
        const std::lock_guard lock(m_implementation->mutex);
        m_implementation->selectCancelled = true; // the one that runs; a waiting one is replaced
        m_implementation->selection = [keys = std::move(keys), query = std::move(query),
                                       handler = std::move(handler)](const std::atomic<bool>& cancelled) {
            auto rows = keyspace::select(keys, query, cancelled);
            if (rows && !cancelled)
                handler(keys, std::move(rows));
        };
    }
    m_implementation->wake.notify_all();
}

void KeySelector::children(KeySnapshot keys, std::string parent, ChildrenHandler handler)
{
    {
        const std::lock_guard lock(m_implementation->mutex);
        m_implementation->children.push_back([keys = std::move(keys), parent = std::move(parent),
                                              handler = std::move(handler)](const std::atomic<bool>& cancelled) {
            auto found = childNamespaces(keys, parent, childrenShown, cancelled);
            if (!cancelled)
                handler(std::move(found));
        });
    }
    m_implementation->wake.notify_all();
}

} // namespace cachedeck::keyspace
