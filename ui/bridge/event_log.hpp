#pragma once
// What happened, in order of time, for the event strip and for pages that mark events: the window's one list. GUI
// thread.

#include <QDateTime>
#include <QObject>
#include <QString>

#include <vector>

namespace cachedeck::ui {

struct LoggedEvent {
    enum class Kind { Note, Invalidation, Recovered, Fault };
    QDateTime at;
    Kind kind = Kind::Note;
    QString text; // plain, translated
    QString page; // id of the page that a click on the mark opens
};

class EventLog : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void add(LoggedEvent::Kind kind, const QString& text, const QString& page);
    const std::vector<LoggedEvent>& events() const { return m_events; } // the newest 500

Q_SIGNALS:
    void added(const cachedeck::ui::LoggedEvent& event);

private:
    std::vector<LoggedEvent> m_events;
};

} // namespace cachedeck::ui
