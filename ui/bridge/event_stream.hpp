#pragma once
// The window's stream of events: a publisher for its runs and a consumer for its Events page, over one carrier. With a
// broker the page also sees what others send there.
//
// What comes is kept in a bounded buffer until the page takes it, several times a second while it is in front; what
// finds no room is counted by kind all the same. GUI thread only.

#include "backend/events/consumer.hpp"
#include "backend/events/publisher.hpp"

#include <QObject>
#include <QString>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace cachedeck::ui {

class EventStream : public QObject {
    Q_OBJECT

public:
    using Counts = std::array<std::uint64_t, events::kinds>; // by events::Kind
    struct Second {
        double at = 0; // seconds since the stream was opened
        Counts counts{};
    };
    struct Figures {
        events::PublisherStatus sent;
        events::ConsumerStatus received;
        std::optional<double> publishP50, publishP99; // microseconds, of the last seconds in which anything was sent
        double perSecond = 0;
        std::uint64_t notShown = 0; // the buffer had no room for them
    };

    explicit EventStream(QObject* parent = nullptr);
    ~EventStream() override;

    // Opens the carrier that the address names, in place of the one before, which ends in the background. An error says
    // what is wrong with the address; whether the broker answers is told by figures().
    events::Result<void> open(const QString& address, const QString& password = {});
    bool isOpen() const { return m_publisher != nullptr; }
    events::CarrierKind carrier() const;
    QString place() const; // without password
    std::shared_ptr<events::Publisher> publisher() const { return m_publisher; }

    const Figures& figures() const { return m_figures; }
    const std::vector<Second>& seconds() const { return m_seconds; } // the last five minutes
    double now() const;                                              // seconds since the stream was opened

Q_SIGNALS:
    void opened();
    void came(const std::vector<cachedeck::events::Event>& events); // at most ten times a second
    void changed();                                                 // figures() and seconds(), once a second

private:
    struct Buffer;
    void look();
    void count();

    std::shared_ptr<Buffer> m_buffer; // the consumer's thread writes it
    std::shared_ptr<events::Publisher> m_publisher;
    std::shared_ptr<events::Consumer> m_consumer;
    events::Clock::time_point m_openedAt, m_countedAt;
    Figures m_figures;
    Counts m_counted{};
    std::vector<Second> m_seconds;
    QTimer m_look, m_count;
};

} // namespace cachedeck::ui
