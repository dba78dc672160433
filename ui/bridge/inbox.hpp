#pragma once
// The only way from a backend thread to the GUI thread. An Inbox lives in an object of the GUI thread; its Sender may
// be copied into any callback and outlive it. What is sent runs later on the GUI thread, in order; after the Inbox is
// gone it is dropped.

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace cachedeck::ui {

class Inbox : public QObject {
public:
    explicit Inbox(QObject* parent = nullptr) : QObject(parent), m_state(std::make_shared<State>())
    {
        m_state->target = this;
    }
    ~Inbox() override
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->target = nullptr;
    }

private:
    struct State {
        std::mutex mutex;
        QObject* target = nullptr;
    };

public:
    class Sender {
    public:
        void operator()(std::function<void()> work) const
        {
            const std::lock_guard lock(m_state->mutex);
            if (m_state->target)
                QMetaObject::invokeMethod(m_state->target, std::move(work), Qt::QueuedConnection);
        }

    private:
        friend class Inbox;
        explicit Sender(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        std::shared_ptr<State> m_state;
    };
    Sender sender() const { return Sender(m_state); }

private:
    std::shared_ptr<State> m_state;
};

} // namespace cachedeck::ui
